import type { CompletionItem, CompletionList, Connection } from 'vscode-languageserver';
import { plainCompletions } from '../features/plainCompletions';
import type { Client } from './client';

type CompletionHandler = Parameters<Connection['onCompletion']>[0];
type CompletionAnswer = CompletionList | CompletionItem[] | null | undefined;

/** The same connection, on which completions are put into what the client can insert, whoever answers them. */
export function withPlainAnswers(connection: Connection, client: () => Client): Connection {
  const plain =
    (answerTo: CompletionHandler): CompletionHandler =>
    async (...asked) => {
      const answer = await answerTo(...asked);
      return client().expandsSnippets || !isCompletions(answer) ? answer : plainCompletions(answer);
    };
  return Object.create(connection, {
    onCompletion: { value: (answerTo: CompletionHandler) => connection.onCompletion(plain(answerTo)) },
  });
}

/** An error is answered as a value, too. */
function isCompletions(answer: unknown): answer is NonNullable<CompletionAnswer> {
  return Array.isArray(answer) || (typeof answer === 'object' && answer !== null && 'items' in answer);
}
