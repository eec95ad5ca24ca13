import { jsonAnswer } from './jsonAnswer.mjs';

/**
 * The route for a method and a path, with the name that its path captures, or the answer that refuses the request:
 * 400 for broken percent-encoding, 404 for an unknown path, 405 with `Allow` for another method (RFC 9110 §15.5.6).
 */
export function findRoute(routes, method, pathname) {
  const path = decodePath(pathname);
  if (path === undefined) return { refusal: jsonAnswer(400, { error: 'the path is not percent-encoded UTF-8' }) };
  const here = routes.filter((route) => route.path.test(path));
  if (here.length === 0) return { refusal: jsonAnswer(404, { error: 'there is nothing here', path }) };
  const route = here.find((candidate) => candidate.method === method);
  if (route) return { route, name: route.path.exec(path)?.[1] ?? '' };
  const allow = here.map((candidate) => candidate.method).join(', ');
  return { refusal: jsonAnswer(405, { error: `use ${allow}` }, { allow }) };
}

function decodePath(pathname) {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}
