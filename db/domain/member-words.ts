/** The English names of the members that every organisation shares: channels, categories, causes. */
export const MEMBER_WORDS: Readonly<Record<string, string>> = {
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

/** Of a contact of which the dimension is not known, wherever that has no word of its own. */
export const NOT_STATED = 'Not stated';
