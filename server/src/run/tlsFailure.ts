/** What OpenSSL finds wrong with a certificate, by Node's code, as the end of "the certificate of example.test …". */
const certificateFaults: ReadonlyMap<string, string> = new Map([
  ['CERT_HAS_EXPIRED', 'has expired'],
  ['CERT_NOT_YET_VALID', 'is not valid yet'],
  ['CERT_REVOKED', 'has been revoked'],
  ['CERT_UNTRUSTED', 'is not trusted'],
  ['CERT_REJECTED', 'is not accepted for this purpose'],
  ['INVALID_PURPOSE', 'is not meant for a server'],
  ['INVALID_CA', 'was issued by a certificate that is no authority'],
  ['CERT_SIGNATURE_FAILURE', 'has a wrong signature'],
  ['CERT_CHAIN_TOO_LONG', 'has too long a chain'],
  ['PATH_LENGTH_EXCEEDED', 'has too long a chain'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'is self-signed'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'was issued by an authority that is not trusted'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'was issued by an authority that is not known'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'was issued by an authority that is not known'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'was issued by an authority that is not known'],
]);

/**
 * Says in one sentence what went wrong with TLS; undefined for an error that has nothing to do with it.
 *
 * @param code the code of the error
 * @param host the host as the target URI has it
 */
export function describeTlsFailure(error: Error, code: string, host: string): string | undefined {
  const fault = certificateFaults.get(code);
  if (fault !== undefined) return `the certificate of ${host} ${fault}`;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return `the certificate is not for ${host}${toNames(error)}`;
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG') {
    return `${host} does not answer in TLS`;
  }
  if (/CERTIFICATE_REQUIRED|PEER_DID_NOT_RETURN_A_CERTIFICATE/.test(code))
    return `${host} demands a client certificate`;
  if (/ALERT_(?:BAD|UNSUPPORTED)_CERTIFICATE$|ALERT_CERTIFICATE_|ALERT_UNKNOWN_CA$/.test(code))
    return `${host} does not accept the client certificate`;
  if (!/^(?:ERR_(?:SSL|TLS|OSSL)_|EPROTO$)/.test(code)) return undefined;
  const detail = Reflect.get(error, 'reason') ?? code;
  return `TLS with ${host} failed (${detail})`;
}

function toNames(error: Error): string {
  const certificate: unknown = Reflect.get(error, 'cert');
  const names: unknown = certificate instanceof Object ? Reflect.get(certificate, 'subjectaltname') : undefined;
  return typeof names === 'string' ? ` but for ${names.replace(/\b(?:DNS|IP Address):/g, '')}` : '';
}
