/** A status code as its specification has it. */
export interface StatusCode {
  /** The reason phrase; undefined where the code is registered and not in use. */
  readonly reason: string | undefined;
  /** What it says of an answer, in one sentence without a final stop. */
  readonly meaning: string;
  readonly reference: Reference;
}

/** A section of an RFC. */
export interface Reference {
  readonly rfc: number;
  /** As it is numbered there: `15.5.5`. */
  readonly section: string;
}

type Row = readonly [code: number, reason: string, section: string, meaning: string, rfc?: number];

/**
 * The codes of the IANA registry of HTTP status codes (https://www.iana.org/assignments/http-status-codes), in whose spelling the
 * reason phrases stand. Sections are of RFC 9110 where no other is named. Left out are those that only a draft defines.
 */
const rows: readonly Row[] = [
  [100, 'Continue', '15.2.1', 'The beginning of the request is accepted so far, and the rest may be sent'],
  [101, 'Switching Protocols', '15.2.2', 'The server goes on with another protocol, as the request has asked'],
  [102, 'Processing', '10.1', 'The server is still at work on a long request', 2518],
  [103, 'Early Hints', '2', 'Some fields of the final answer are sent ahead of it', 8297],
  [200, 'OK', '15.3.1', 'The request succeeded, and the content is what it asked for'],
  [201, 'Created', '15.3.2', 'The request made a new resource, which the field Location names'],
  [202, 'Accepted', '15.3.3', 'The request was taken, and what it asks for is not done yet'],
  [203, 'Non-Authoritative Information', '15.3.4', 'It succeeded, and a proxy on the way has changed the content'],
  [204, 'No Content', '15.3.5', 'It succeeded, and there is no content to read'],
  [205, 'Reset Content', '15.3.6', 'It succeeded, and what the person filled in is to be cleared'],
  [206, 'Partial Content', '15.3.7', 'The content is the part of the resource that the field Range has asked for'],
  [207, 'Multi-Status', '11.1', 'The content tells of several operations, each with a status of its own', 4918],
  [208, 'Already Reported', '7.1', 'The members of this collection were listed before in the same answer', 5842],
  [226, 'IM Used', '10.4.1', 'The content is the outcome of changes that were applied to the resource', 3229],
  [300, 'Multiple Choices', '15.4.1', 'The resource has several forms, and the client is to choose one'],
  [301, 'Moved Permanently', '15.4.2', 'The resource has another address for good, which Location names'],
  [302, 'Found', '15.4.3', 'The resource is at another address for now, which Location names'],
  [303, 'See Other', '15.4.4', 'The answer is to be fetched with GET from the address that Location names'],
  [304, 'Not Modified', '15.4.5', 'What the client has kept is still right, so nothing is sent again'],
  [305, 'Use Proxy', '15.4.6', 'Out of use: it told a client to go through a proxy'],
  [306, '', '15.4.7', 'Out of use: the number stays reserved'],
  [307, 'Temporary Redirect', '15.4.8', 'As 302, and the method of the request must stay the same'],
  [308, 'Permanent Redirect', '15.4.9', 'As 301, and the method of the request must stay the same'],
  [400, 'Bad Request', '15.5.1', 'The server finds a mistake in the request and does not serve it'],
  [401, 'Unauthorized', '15.5.2', 'Credentials are missing or not valid; WWW-Authenticate says which are wanted'],
  [402, 'Payment Required', '15.5.3', 'Reserved for later use; some services ask for a payment with it'],
  [403, 'Forbidden', '15.5.4', 'The server has understood the request and refuses it, whatever the credentials'],
  [404, 'Not Found', '15.5.5', 'There is no such resource, or the server does not want to tell of it'],
  [
    405,
    'Method Not Allowed',
    '15.5.6',
    'The resource is there and does not take this method; Allow lists those it takes',
  ],
  [406, 'Not Acceptable', '15.5.7', 'There is no form of the resource that fits the Accept fields of the request'],
  [407, 'Proxy Authentication Required', '15.5.8', 'A proxy on the way wants credentials of its own'],
  [408, 'Request Timeout', '15.5.9', 'The request did not arrive whole in the time that the server waits'],
  [409, 'Conflict', '15.5.10', 'The request is at odds with the state that the resource is in'],
  [410, 'Gone', '15.5.11', 'The resource was here and is gone, most likely for good'],
  [411, 'Length Required', '15.5.12', 'The server wants the length of the content in Content-Length'],
  [412, 'Precondition Failed', '15.5.13', 'A condition in the fields of the request does not hold'],
  [413, 'Content Too Large', '15.5.14', 'The content of the request is larger than the server takes'],
  [414, 'URI Too Long', '15.5.15', 'The URL of the request is longer than the server reads'],
  [415, 'Unsupported Media Type', '15.5.16', 'The server does not read content of this media type or coding'],
  [416, 'Range Not Satisfiable', '15.5.17', 'The resource has none of the parts that the field Range asks for'],
  [417, 'Expectation Failed', '15.5.18', "The server can't do what the field Expect wants"],
  [418, '', '15.5.19', 'Not in use: it comes from a joke of 1998, and the number stays reserved'],
  [421, 'Misdirected Request', '15.5.20', 'The request came to a server that does not answer for this address'],
  [422, 'Unprocessable Content', '15.5.21', "The content is well-formed, and what it says can't be carried out"],
  [423, 'Locked', '11.3', 'The resource is locked by somebody', 4918],
  [424, 'Failed Dependency', '11.4', 'Another operation that this one rests on has failed', 4918],
  [425, 'Too Early', '5.2', 'The server does not risk a request that might be a replay of an earlier one', 8470],
  [426, 'Upgrade Required', '15.5.22', 'The server wants another protocol, which the field Upgrade names'],
  [428, 'Precondition Required', '3', 'The server wants a condition, lest two clients overwrite one another', 6585],
  [
    429,
    'Too Many Requests',
    '4',
    'The client has sent too much in too short a time; Retry-After may say how long to wait',
    6585,
  ],
  [431, 'Request Header Fields Too Large', '5', 'The fields of the request are larger than the server reads', 6585],
  [451, 'Unavailable For Legal Reasons', '3', 'A law or a court keeps the server from giving it', 7725],
  [500, 'Internal Server Error', '15.6.1', 'The server has met with a fault of its own'],
  [
    501,
    'Not Implemented',
    '15.6.2',
    'The server does not know how to do what the request asks for, as with an unknown method',
  ],
  [502, 'Bad Gateway', '15.6.3', 'A server behind this one gave an answer that makes no sense'],
  [503, 'Service Unavailable', '15.6.4', 'The server is overloaded or being worked on; Retry-After may say how long'],
  [504, 'Gateway Timeout', '15.6.5', 'A server behind this one did not answer in time'],
  [505, 'HTTP Version Not Supported', '15.6.6', 'The server does not speak this major version of HTTP'],
  [
    506,
    'Variant Also Negotiates',
    '8.1',
    'The server is set up wrongly: a form of the resource leads back to the choice',
    2295,
  ],
  [507, 'Insufficient Storage', '11.5', 'The server has no room for what the request would store', 4918],
  [508, 'Loop Detected', '7.2', 'The server came upon a circle while it followed the resource', 5842],
  [510, 'Not Extended', '7', 'Out of use: the request lacked an extension that the server wanted', 2774],
  [
    511,
    'Network Authentication Required',
    '6',
    'The network itself wants a sign-in before it lets anything through',
    6585,
  ],
];

const byCode: ReadonlyMap<string, StatusCode> = new Map(
  rows.map(([code, reason, section, meaning, rfc = 9110]) => [
    String(code),
    { reason: reason === '' ? undefined : reason, meaning, reference: { rfc, section } },
  ]),
);

/** All registered status codes, as keys of `results` have them, in order. */
export const statusCodes: Iterable<readonly [string, StatusCode]> = byCode;

/** Undefined where nothing registers the code. */
export function findStatusCode(code: string): StatusCode | undefined {
  return byCode.get(code);
}

/** `Not Found` for `404`; undefined where nobody has given the code a name. */
export function reasonPhrase(code: string): string | undefined {
  return byCode.get(code)?.reason;
}

const classes: Readonly<Record<string, Pick<StatusCode, 'meaning' | 'reference'>>> = {
  1: { meaning: 'Informational: the final answer is still to come', reference: { rfc: 9110, section: '15.2' } },
  2: { meaning: 'Successful: the request was received and carried out', reference: { rfc: 9110, section: '15.3' } },
  3: { meaning: 'Redirection: something more is to be done', reference: { rfc: 9110, section: '15.4' } },
  4: { meaning: "Client error: the request can't be served as it is", reference: { rfc: 9110, section: '15.5' } },
  5: {
    meaning: 'Server error: the server did not carry out a valid request',
    reference: { rfc: 9110, section: '15.6' },
  },
};

/** What the first digit alone says, which holds for codes that nobody has registered (RFC 9110 §15). */
export function statusClass(code: string): Pick<StatusCode, 'meaning' | 'reference'> | undefined {
  return classes[code.charAt(0)];
}
