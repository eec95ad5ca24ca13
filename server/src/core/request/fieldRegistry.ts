import type { Reference } from '#core/request/statusCodes';

/** What a request field is for, in one sentence without a final stop, and where that is laid down. */
export interface FieldMeaning {
  readonly meaning: string;
  readonly reference: Reference;
}

type Row = readonly [name: string, meaning: string, section: string, rfc?: number];

/** Fields of requests from the IANA registry of HTTP field names. Sections are of RFC 9110 where no other RFC is named. */
const rows: readonly Row[] = [
  ['Accept', 'The media types that the answer may have, with their weights', '12.5.1'],
  ['Accept-Charset', 'The charsets that the answer may have; servers mostly pass it over', '12.5.2'],
  ['Accept-Encoding', 'The content codings that the answer may have, such as gzip', '12.5.3'],
  ['Accept-Language', 'The languages that the answer should be in, with their weights', '12.5.4'],
  ['Authorization', 'The credentials of the client: a scheme, such as Bearer, and what belongs to it', '11.6.2'],
  ['Cache-Control', 'How caches on the way may answer and what they may keep', '5.2', 9111],
  ['Connection', 'Fields and options for the next hop alone', '7.6.1'],
  ['Content-Encoding', 'The codings that were applied to the content of the request', '8.4'],
  ['Content-Language', 'The language of the people whom the content is for', '8.5'],
  ['Content-Length', 'How many bytes the content has', '8.6'],
  ['Content-Type', 'The media type of the content of the request', '8.3'],
  ['Cookie', 'What the server has set with Set-Cookie before', '4.2', 6265],
  ['Date', 'When the message was made', '6.6.1'],
  ['DPoP', 'A proof that the client has the key that its access token is bound to', '4.1', 9449],
  ['Expect', 'What the server must do for the request to make sense', '10.1.1'],
  ['Forwarded', 'What proxies on the way would otherwise hide: address, host and scheme of the client', '4', 7239],
  ['From', 'An e-mail address of the person who answers for the client', '10.1.2'],
  ['Host', 'The host and port of the URL that is asked for', '7.2'],
  ['If-Match', 'Only if the resource still has one of these entity tags', '13.1.1'],
  ['If-Modified-Since', 'Only if the resource has changed since then', '13.1.3'],
  ['If-None-Match', 'Only if the resource has none of these entity tags', '13.1.2'],
  ['If-Range', 'The part alone if nothing has changed, else the whole', '13.1.5'],
  ['If-Unmodified-Since', 'Only if the resource has not changed since then', '13.1.4'],
  ['Max-Forwards', 'How many proxies may pass the request on', '7.6.2'],
  ['Origin', 'The origin that the request comes from', '7', 6454],
  ['Pragma', 'Out of use: what Cache-Control says today', '5.4', 9111],
  ['Prefer', 'How the client would like the request to be handled', '2', 7240],
  ['Priority', 'How urgent the answer is', '5', 9218],
  ['Proxy-Authorization', 'The credentials of the client for a proxy', '11.7.2'],
  ['Range', 'The part of the resource that is wanted', '14.2'],
  ['Referer', 'The address of what led to this request', '10.1.3'],
  ['TE', 'The transfer codings that the client takes', '10.1.4'],
  ['Trailer', 'The fields that come behind the content', '6.6.2'],
  ['Transfer-Encoding', 'The codings that carry the content over this connection', '6.1', 9112],
  ['Upgrade', 'Another protocol that the client would like to go on with', '7.8'],
  ['User-Agent', 'The program that sends the request', '10.1.5'],
  ['Via', 'The proxies that the request has passed', '7.6.3'],
];

const byName: ReadonlyMap<string, FieldMeaning> = new Map(
  rows.map(([name, meaning, section, rfc = 9110]) => [name.toLowerCase(), { meaning, reference: { rfc, section } }]),
);

/** Names compare without case (RFC 9110 §5.1). Undefined for what no RFC names. */
export function findFieldMeaning(name: string): FieldMeaning | undefined {
  return byName.get(name.trim().toLowerCase());
}
