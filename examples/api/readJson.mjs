import { jsonAnswer } from './jsonAnswer.mjs';

/** The JSON content of a call, or the answer that refuses it: 415 for another media type, 400 for broken JSON. */
export function readJson({ headers, content }) {
  if (!/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) {
    return { refusal: jsonAnswer(415, { error: 'the content has to be application/json' }) };
  }
  try {
    return { value: JSON.parse(content) };
  } catch {
    return { refusal: jsonAnswer(400, { error: 'the content is not JSON' }) };
  }
}
