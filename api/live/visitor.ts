/**
 * Whose connections are counted together: an address, or the network that one household or company has in IPv6.
 * Refuses to count where a proxy stands between, which has one address for everybody; nothing of it is kept or logged.
 */
import { BlockList, isIP } from 'node:net';

const near = new BlockList();
for (const [network, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const) {
  near.addSubnet(network, bits, 'ipv4');
}
near.addAddress('::1', 'ipv6');
near.addSubnet('fc00::', 7, 'ipv6');
near.addSubnet('fe80::', 10, 'ipv6');

/** Null for an address of this machine or of a private network: most likely the proxy in front, which sets its own limits. */
export function visitorOf(address: string | undefined): string | null {
  const bare = (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  const version = isIP(bare);
  if (version === 0 || near.check(bare, version === 4 ? 'ipv4' : 'ipv6')) return null;
  return version === 4 ? bare : networkOf(bare);
}

/** The first 64 bits of an IPv6 address: who has one of its addresses has them all. */
function networkOf(address: string): string {
  const [before = '', after] = address.split('::');
  const start = before === '' ? [] : before.split(':');
  const end = after === undefined || after === '' ? [] : after.split(':');
  const gap = after === undefined ? 0 : 8 - start.length - end.length;
  const groups = [...start, ...Array<string>(gap).fill('0'), ...end];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
