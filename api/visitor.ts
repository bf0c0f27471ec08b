/**
 * Whose requests are counted together: an address, or the network that one household or company has in IPv6; behind the
 * proxies that the operator names, the address that they say. Refuses to believe anybody else about an address; nothing of it
 * is written down.
 */
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** What is needed of a request. */
export interface Asking {
  socket: Pick<IncomingMessage['socket'], 'remoteAddress'>;
  headers: IncomingMessage['headers'];
}

/** Finding out takes some microseconds, a tenth of a ready answer. */
const MOST_REMEMBERED = 1000;
const NEAR = [
  ...['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16'],
  ...['::1', 'fc00::/7', 'fe80::/10'],
];

export class Visitors {
  readonly #proxies: BlockList;
  readonly #areNamed: boolean;
  readonly #remembered = new Map<string, string | null>();

  /**
   * `proxies`: addresses and networks of the proxies in front. Where none is named, an address of this machine or of a
   * private network is most likely one, has one address for everybody, and is not counted.
   */
  constructor(proxies: readonly string[] = []) {
    this.#areNamed = proxies.length > 0;
    this.#proxies = listOf(this.#areNamed ? proxies : NEAR);
  }

  /** Null: not counted. */
  readonly of = ({ socket, headers }: Asking): string | null => {
    const { remoteAddress = '' } = socket;
    const said = this.#areNamed ? headers['x-forwarded-for'] : undefined;
    const hops = said === undefined ? remoteAddress : `${String(said)},${remoteAddress}`;
    let visitor = this.#remembered.get(hops);
    if (visitor === undefined) {
      visitor = this.#ofHops(hops.split(','));
      if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered.clear();
      this.#remembered.set(hops, visitor);
    }
    return visitor;
  };

  /** Of whoever is at the other end of a connection. */
  readonly ofAddress = (address: string | undefined): string | null => {
    const bare = bareAddress(address ?? '');
    const version = isIP(bare);
    if (version === 0 || this.#isProxy(bare)) return null;
    return version === 4 ? bare : networkOf(bare);
  };

  /** Each proxy puts at the end whom it was asked by: what stands before the last that is none of ours is hearsay. */
  #ofHops(hops: readonly string[]): string | null {
    return this.ofAddress(hops.map(bareAddress).findLast((hop) => !this.#isProxy(hop)));
  }

  #isProxy(address: string): boolean {
    const version = isIP(address);
    return version !== 0 && this.#proxies.check(address, version === 4 ? 'ipv4' : 'ipv6');
  }
}

/** Whether a text is an address, or a network as in 10.0.0.0/8. */
export function isNetwork(text: string): boolean {
  const [, address = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address);
  return version !== 0 && !address.includes('%') && Number(bits ?? 0) <= (version === 4 ? 32 : 128);
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const version = isIP(address) === 4 ? 'ipv4' : 'ipv6';
    if (bits === undefined) list.addAddress(address, version);
    else list.addSubnet(address, Number(bits), version);
  }
  return list;
}

/** Without what names the same address in IPv6, the network card, the port or brackets. */
function bareAddress(written: string): string {
  return written
    .trim()
    .replace(/^\[(.*)\](?::\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .replace(/%.*$/, '');
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
