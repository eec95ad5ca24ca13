import type { RuleContext } from '#core/rules/rule';

/** A question that hooks ask of the context, about one name. */
export interface AskedQuestion {
  readonly answer: (about: string, context: RuleContext) => unknown;
  readonly isSame?: (before: never, now: never) => boolean;
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
      const answers = byQuestion.get(question);
      const known = answers?.get(about);
      if (known !== undefined) return known;
      const answer = { value: question.answer(about, context), since: checkNumber() };
      if (answers === undefined) byQuestion.set(question, new Map([[about, answer]]));
      else answers.set(about, answer);
      size++;
      return answer;
    },
    renew(context, concerning) {
      let isAnyOther = false;
      for (const [question, answers] of byQuestion) {
        for (const about of concerning(question) ?? answers.keys()) {
          const answer = answers.get(about);
          const outcome = answer && renewAnswer(answer, question, about, context);
          if (answer === undefined || outcome === 'same') continue;
          answer.since = checkNumber();
          isAnyOther = true;
          if (outcome === 'failed' && answers.delete(about)) size--;
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

/** A question that fails has no answer any more: whoever wants to know asks it again, and fails there. */
function renewAnswer(
  answer: Mutable<Answer>,
  question: AskedQuestion,
  about: string,
  context: RuleContext,
): 'same' | 'other' | 'failed' {
  const isSame = (question.isSame ?? Object.is) as (before: unknown, now: unknown) => boolean;
  try {
    const before = answer.value;
    answer.value = question.answer(about, context);
    return isSame(before, answer.value) ? 'same' : 'other';
  } catch {
    return 'failed';
  }
}
