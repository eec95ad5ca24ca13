import type { RuleContext } from '#core/rules/rule';

/** A question that hooks ask of the context, about one name. */
export interface AskedQuestion {
  readonly answer: (about: string, context: RuleContext) => unknown;
  /** @param uri of the file that is checked: it is itself in every version */
  readonly isSame?: (before: never, now: never, uri: string) => boolean;
}

/** An answer that somebody's findings rest on. */
export interface Answer {
  readonly value: unknown;
  /** The number of the check that found it to be another than before. */
  readonly since: number;
}

/** The answers that hooks were given, each once, however many entries asked. */
export interface Answers {
  /** The answer as it is in this check. */
  find(question: AskedQuestion, about: string, context: RuleContext): Answer;
  /** Asks again. Gives whether an answer is another. */
  renew(context: RuleContext, concerning: Concerning): boolean;
  readonly size: number;
  /** Forgets those that no entry rests on any more. */
  keep(used: ReadonlySet<Answer>): void;
}

/** About what a question has to be asked again: undefined for all that it was asked about. */
export type Concerning = (question: AskedQuestion) => Iterable<string> | undefined;

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

export function createAnswers(checkNumber: () => number): Answers {
  const byQuestion = new Map<AskedQuestion, Map<string, Mutable<Answer>>>();
  let size = 0;
  return {
    get size() {
      return size;
    },
    find(question, about, context) {
      const answers = byQuestion.get(question) ?? new Map<string, Answer>();
      byQuestion.set(question, answers);
      const known = answers.get(about);
      if (known !== undefined) return known;
      const answer = { value: question.answer(about, context), since: checkNumber() };
      answers.set(about, answer);
      size++;
      return answer;
    },
    renew(context, concerning) {
      let isAnyOther = false;
      for (const [question, answers] of byQuestion) {
        for (const about of concerning(question) ?? answers.keys()) {
          const answer = answers.get(about);
          if (answer === undefined || !renewAnswer(answer, question, about, context)) continue;
          answer.since = checkNumber();
          isAnyOther = true;
        }
      }
      return isAnyOther;
    },
    keep(used) {
      for (const answers of byQuestion.values()) {
        for (const [about, answer] of answers) if (!used.has(answer) && answers.delete(about)) size--;
      }
    },
  };
}

/** A question that fails is asked again by whoever wants to know, and fails there. Gives whether the answer is another. */
function renewAnswer(answer: Mutable<Answer>, question: AskedQuestion, about: string, context: RuleContext): boolean {
  const isSame = (question.isSame ?? Object.is) as (before: unknown, now: unknown, uri: string) => boolean;
  try {
    const before = answer.value;
    answer.value = question.answer(about, context);
    return !isSame(before, answer.value, context.document.uri);
  } catch {
    return true;
  }
}
