/** Where a request goes: the host, port and scheme of its target URI. */
export interface Target {
  /** A name in ASCII (IDNA) or an address, IPv6 without its brackets. */
  readonly host: string;
  readonly port: number;
  /** True for `https:`. */
  readonly secure: boolean;
  /** `host:port` for people, always with the port. */
  readonly authority: string;
}

export function toTarget({ hostname, port, protocol }: URL): Target {
  const secure = protocol === 'https:';
  const number = port === '' ? (secure ? 443 : 80) : Number(port);
  return { host: hostname.replace(/^\[|\]$/g, ''), port: number, secure, authority: `${hostname}:${number}` };
}
