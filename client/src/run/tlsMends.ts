/** What a person can do about a TLS fault: trust who issued the certificate, go on without verifying it, or show one's own. */
export type TlsMend = 'trustAuthority' | 'allowHost' | 'chooseCertificate';

/**
 * What mends a fault, likeliest first; nothing where only the server can.
 *
 * @param code OpenSSL's, by Node's name: `DEPTH_ZERO_SELF_SIGNED_CERT`
 */
export function tlsMends(code: string): readonly TlsMend[] {
  if (/CERTIFICATE_REQUIRED|PEER_DID_NOT_RETURN_A_CERTIFICATE|ALERT_/.test(code)) return ['chooseCertificate'];
  if (/SELF_SIGNED|UNABLE_TO_(?:GET_ISSUER|VERIFY_LEAF)|^CERT_UNTRUSTED$/.test(code))
    return ['trustAuthority', 'allowHost'];
  return /^(?:CERT_|ERR_TLS_CERT_|INVALID_)/.test(code) && code !== 'CERT_REVOKED' ? ['allowHost'] : [];
}

/** The key of a target in `flowLens.tls.hosts`, always with its port; undefined where the URL shows no host. */
export function toHostKey(url: string): string | undefined {
  // A secret in the host was hidden.
  if (!URL.canParse(url) || /^[^/]*\/\/[^/?#]*•/.test(url)) return undefined;
  const { hostname, port } = new URL(url);
  return `${hostname}:${port === '' ? 443 : port}`;
}
