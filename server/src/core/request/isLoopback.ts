/**
 * Whether a host, as a URL has it, is this machine: `localhost` and its subdomains (RFC 6761 §6.3), 127.0.0.0/8
 * (RFC 1122 §3.2.1.3), and ::1 (RFC 4291 §2.5.3).
 */
export function isLoopback(hostname: string): boolean {
  return /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/i.test(hostname);
}
