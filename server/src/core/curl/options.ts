/** An option of curl as it is given: its long name without dashes, and its value where it takes one. */
export interface GivenOption {
  readonly name: string;
  readonly value: string;
}

/** The arguments of a curl command, sorted. */
export interface CurlArguments {
  readonly options: readonly GivenOption[];
  /** What is no option and no value of one, in order: URLs. */
  readonly operands: readonly string[];
  /** Options that this table does not have, as they are written. */
  readonly unknown: readonly string[];
}

/** Options with a value, by curl's manual (https://curl.se/docs/manpage.html): the long name, and the letter where there is one. */
const valued = `abstract-unix-socket alt-svc aws-sigv4 cacert capath cert/E cert-type ciphers config/K connect-timeout connect-to
  continue-at/C cookie/b cookie-jar/c create-file-mode crlfile curves data/d data-ascii data-binary data-raw data-urlencode delegation
  dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url dump-header/D ech egd-file engine etag-compare etag-save expect100-timeout
  form/F form-string happy-eyeballs-timeout-ms haproxy-clientip header/H hostpubmd5 hostpubsha256 hsts interface ipfs-gateway json
  keepalive-cnt keepalive-time key key-type krb libcurl limit-rate local-port login-options mail-auth mail-from mail-rcpt max-filesize
  max-redirs max-time/m netrc-file noproxy oauth2-bearer output/o output-dir parallel-max pass pinnedpubkey preproxy proto proto-default
  proto-redir proxy/x proxy-cacert proxy-cert proxy-header proxy-key proxy-pass proxy-user/U proxy1.0 pubkey quote/Q random-file range/r rate
  referer/e request/X request-target resolve retry retry-delay retry-max-time sasl-authzid service-name socks4 socks4a socks5 socks5-hostname
  speed-limit/Y speed-time/y stderr telnet-option/t tftp-blksize time-cond/z tls-max tls13-ciphers tlsuser tlspassword trace trace-ascii
  trace-config unix-socket upload-file/T url url-query user/u user-agent/A variable vlan-priority write-out/w`;

/** Options without a value that are looked at, or have a letter. */
const flags = `anyauth append/a basic buffer compressed digest disable/q fail/f fail-early fail-with-body form-escape get/G globoff/g head/I
  http0.9 http1.0/0 http1.1 http2 http2-prior-knowledge http3 http3-only include/i insecure/k ipv4/4 ipv6/6 junk-session-cookies/j keepalive
  list-only/l location/L location-trusted manual/M negotiate netrc/n netrc-optional next/: no-buffer/N ntlm ntlm-wb parallel/Z path-as-is
  post301 post302 post303 progress-bar/# progress-meter proxytunnel/p raw remote-header-name/J remote-name/O remote-name-all
  remote-time/R show-error/S show-headers silent/s ssl ssl-no-revoke ssl-reqd sslv2/2 sslv3/3 styled-output tcp-fastopen tcp-nodelay
  tlsv1/1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 tr-encoding trace-ids trace-time use-ascii/B verbose/v version/V xattr`;

interface KnownOption {
  readonly name: string;
  readonly takesValue: boolean;
}

const byName = new Map<string, KnownOption>();
const byLetter = new Map<string, KnownOption>();
for (const [list, takesValue] of [[valued, true] as const, [flags, false] as const]) {
  for (const entry of list.split(/\s+/)) {
    const [name = '', letter] = entry.split('/');
    const option = { name, takesValue };
    byName.set(name, option);
    if (letter !== undefined) byLetter.set(letter, option);
  }
}

/**
 * Sorts the words behind `curl` as curl does: `-sXPOST` is `-s -X POST`, a long option has its value in the next word, and behind `--`
 * all are operands. Whatever follows `--next` is another request, and is not read.
 */
export function readArguments(words: readonly string[]): CurlArguments & { readonly hasNext: boolean } {
  const found = { options: [] as GivenOption[], operands: [] as string[], unknown: [] as string[] };
  const rest = words.values();
  const nextValue = (): string => rest.next().value ?? '';
  for (const word of rest) {
    if (word === '--next' || word === '-:') return { ...found, hasNext: true };
    if (word === '--') found.operands.push(...rest);
    else if (word.startsWith('--')) readLong(word.slice(2), nextValue, found);
    else if (word.startsWith('-') && word.length > 1) readLetters(word.slice(1), nextValue, found);
    else found.operands.push(word);
  }
  return { ...found, hasNext: false };
}

interface Found {
  readonly options: GivenOption[];
  readonly unknown: string[];
}

function readLong(name: string, nextValue: () => string, { options, unknown }: Found): void {
  const option = byName.get(name) ?? byName.get(name.replace(/^no-/, ''));
  if (option === undefined) unknown.push(`--${name}`);
  // What is turned off is as if it had not been given: no option that is looked at is on by itself.
  else if (option.name === name) options.push({ name, value: option.takesValue ? nextValue() : '' });
}

function readLetters(letters: string, nextValue: () => string, { options, unknown }: Found): void {
  for (const [at, letter] of [...letters].entries()) {
    const option = byLetter.get(letter);
    if (option === undefined) {
      unknown.push(`-${letter}`);
      continue;
    }
    if (!option.takesValue) {
      options.push({ name: option.name, value: '' });
      continue;
    }
    const attached = [...letters].slice(at + 1).join('');
    options.push({ name: option.name, value: attached === '' ? nextValue() : attached });
    return;
  }
}
