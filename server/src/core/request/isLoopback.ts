/**
 * Whether a host, as a URL has it, is this machine: `localhost` and its subdomains (RFC 6761 §6.3), 127.0.0.0/8
 * (RFC 1122 §3.2.1.3), also as it is mapped into IPv6 (RFC 4291 §2.5.5.2), and ::1 (RFC 4291 §2.5.3).
 */
export function isLoopback(hostname: string): boolean {
  return /^(?:localhost\.?|.+\.localhost\.?|127(?:\.\d+){3}|\[::1\]|\[::ffff:7f[\da-f]{2}:[\da-f]{1,4}\])$/i.test(
    hostname,
  );
}
