/** The public name of a dimension's member: the operator's label where there is one. */
import type { Configuration } from '../../db/configuration.ts';
import { type Dimension, UNSTATED } from '../../db/domain/lattice.ts';

const LABELS: Readonly<Record<string, string>> = {
  phone: 'Phone',
  chat: 'Chat',
  email: 'E-mail',
  web: 'Web',
  social: 'Social media',
  post: 'Post',
  in_person: 'In person',
  other: 'Other',
  information: 'Information',
  transaction: 'Transaction',
  problem: 'Problem',
  complaint: 'Complaint',
  idea: 'Idea',
  compliment: 'Compliment',
  unclassified: 'Not classified',
  product: 'Product',
  delivery: 'Delivery',
  pricing: 'Pricing',
  billing: 'Billing',
  service: 'Service',
};

export function labelOf(configuration: Configuration, dimension: Dimension, member: string): string {
  if (dimension === 'queue')
    return configuration.queues[member] ?? (member === UNSTATED.queue ? 'Not stated' : member);
  if (dimension === 'cause' && configuration.causes[member] !== undefined)
    return configuration.causes[member].label;
  if (member === UNSTATED[dimension] && dimension !== 'channel' && dimension !== 'category')
    return 'Not stated';
  return dimension === 'channel' || dimension === 'category' || dimension === 'cause'
    ? (LABELS[member] ?? member)
    : member;
}
