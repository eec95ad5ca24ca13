import { Blank, type Candidate, type Draft, Entries } from '#core/completion/candidate';
import { endpointDraft, toDraft } from '#core/completion/drafts';
import { defaultResponses, httpResponseCode } from '#core/model/vocabulary';

/**
 * Whole flows, for a file that has nothing yet: from the smallest to those that show how nodes work together. Each has no finding but
 * for what an environment file has to say, as it is and with other words in its holes.
 *
 * @param fileName what the flow is called: the name of its file without `.flow.json`
 */
export function flowDrafts(fileName: string): readonly Candidate[] {
  const head = { version: 1, name: new Blank(fileName) };
  return [
    toDraft('flow', 'a flow with a first text', { ...head, ...greeting() }),
    toDraft('API flow', 'one API Integration node, with all default responses', { ...head, ...apiFlow() }),
    toDraft('order status', 'asks for a number, looks it up, and tells what came of it', { ...head, ...orderStatus() }),
    toDraft('pick from a list', 'what an API lists becomes a choice', { ...head, ...pickFromList() }),
    toDraft('endpoint library', 'endpoints that flows import', {
      ...head,
      endpoints: new Entries([[new Blank('orders'), endpointDraft()]]),
    }),
  ];
}

type Members = Readonly<Record<string, Draft>>;

function greeting(): Members {
  const first = new Blank('start');
  const text = { type: 'text-display', text: new Blank('Hello'), next: 'end' };
  return {
    start: first,
    nodes: new Entries([
      [first, text],
      ['end', { type: 'end' }],
    ]),
  };
}

function apiFlow(): Members {
  const endpoint = new Blank('orders');
  const node = new Blank('get-orders');
  return {
    endpoints: new Entries([[endpoint, endpointDraft()]]),
    start: node,
    nodes: new Entries([
      [node, { type: 'api-integration', endpoint, results: { '200': 'done' }, responses: allTo('sorry') }],
      ['done', toText('Done.')],
      ['sorry', toText('Something went wrong on our side. Please try again later.')],
      ['end', { type: 'end' }],
    ]),
  };
}

/** The names are not holes where texts and URLs hold them: one hole can't stand in another string's middle twice. */
function orderStatus(): Members {
  return {
    endpoints: { orders: lookUp(new Blank('https://api.example.com/orders', [], ['', '/[[orderId]]']), '$.order') },
    start: 'ask-order',
    nodes: {
      'ask-order': {
        type: 'request-input',
        text: new Blank('What is the number of your order?'),
        variable: 'orderId',
        example: new Blank('A-1001'),
        next: 'get-order',
      },
      'get-order': {
        type: 'api-integration',
        endpoint: 'orders',
        results: { '200': 'show-order', '404': 'not-found' },
        responses: { ...allTo('sorry'), 'max-connection': 'busy' },
      },
      'show-order': toText('Your order [[orderId]] is [[orders:status]].'),
      'not-found': toText('We know no order [[orderId]]. Let us try again.', 'ask-order'),
      busy: toText('Many people are asking just now. Please try again in a minute.'),
      sorry: toText("We can't look up orders right now. Please try again later."),
      end: { type: 'end' },
    },
  };
}

function pickFromList(): Members {
  return {
    endpoints: { orders: lookUp(new Blank('https://api.example.com/orders'), '$.orders') },
    start: 'list-orders',
    nodes: {
      'list-orders': {
        type: 'api-integration',
        endpoint: 'orders',
        results: { '200': 'pick-order', '404': 'no-orders' },
        responses: allTo('sorry'),
      },
      'pick-order': {
        type: 'dynamic-list',
        endpoint: 'orders',
        text: new Blank('Which one is it?'),
        variable: 'orderId',
        next: 'show-order',
      },
      'show-order': toText('You have picked [[orderId]].'),
      'no-orders': toText('There is nothing to pick from.'),
      sorry: toText('Something went wrong on our side. Please try again later.'),
      end: { type: 'end' },
    },
  };
}

function lookUp(url: Blank, baseElement: string): Draft {
  return {
    url,
    method: 'GET',
    headers: { Accept: 'application/json' },
    elementValidation: httpResponseCode,
    baseElement,
    timeout: 5000,
  };
}

function allTo(target: string): Members {
  return Object.fromEntries(defaultResponses.map((name) => [name, target]));
}

function toText(text: string, next = 'end'): Draft {
  return { type: 'text-display', text: new Blank(text), next };
}
