import type { CurlArguments } from '#core/curl/options';

/** What an option asks for and a flow can't say, with where it is set up instead, where that is so. */
const unsaid: ReadonlyMap<string, string> = new Map([
  ['insecure', 'Certificates are verified in spite of -k: the setting "flowLens.tls.hosts" can except a host'],
  ['location', 'Redirects are not followed (-L): a result takes their status'],
  ['location-trusted', 'Redirects are not followed (--location-trusted): a result takes their status'],
  ['config', 'The options of a configuration file (-K) are left out: no file is read'],
  ['netrc', 'Signing in with .netrc is left out: no file is read'],
  ['retry', 'The request is not repeated (--retry)'],
  ...settings('flowLens.tls.hosts', 'A client certificate', ['cert', 'key', 'pass', 'cert-type', 'key-type']),
  ...settings('flowLens.tls.ca', 'An authority of your own', ['cacert', 'capath']),
  ...settings('http.proxy', 'A proxy', [
    'proxy',
    'proxy-user',
    'preproxy',
    'socks4',
    'socks4a',
    'socks5',
    'socks5-hostname',
    'noproxy',
  ]),
]);

function settings(setting: string, what: string, names: readonly string[]): readonly (readonly [string, string])[] {
  return names.map((name) => [name, `${what} (--${name}) is set by "${setting}", and no flow says it`]);
}

/** Options that change nothing of the request and of what is made of its answer, or that are read elsewhere. */
const heeded = new Set(
  `anyauth aws-sigv4 basic buffer compressed data data-ascii data-binary data-raw data-urlencode digest disable dump-header fail fail-early
  fail-with-body get globoff head header include json keepalive max-time negotiate no-buffer ntlm ntlm-wb oauth2-bearer output output-dir
  parallel path-as-is progress-bar progress-meter range raw referer remote-header-name remote-name remote-name-all remote-time request
  show-error show-headers silent stderr styled-output tcp-nodelay trace trace-ascii trace-config trace-ids trace-time upload-file url
  url-query use-ascii user user-agent verbose write-out create-file-mode xattr`.split(/\s+/),
);

/** Sentences on the options that are left out, each once. */
export function describeUnsaid({ options, unknown }: CurlArguments): readonly string[] {
  const names = new Set(options.map(({ name }) => name));
  const readsJar = options.some(({ name, value }) => name === 'cookie' && !value.includes('='));
  const others = [...names].filter((name) => !heeded.has(name) && !unsaid.has(name) && name !== 'cookie');
  const leftOut = [...others.map((name) => `--${name}`), ...new Set(unknown)];
  return [
    ...[...names].flatMap((name) => unsaid.get(name) ?? []),
    ...(readsJar ? ['The cookies of a file (-b) are left out: no file is read'] : []),
    ...(leftOut.length === 0
      ? []
      : [
          `${leftOut.slice(0, mostNamed).join(', ')}${leftOut.length > mostNamed ? ' and more' : ''}: left out, a flow can't say it`,
        ]),
  ];
}

const mostNamed = 8;
