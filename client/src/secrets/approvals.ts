import { type Event, EventEmitter, type Memento } from 'vscode';
import { type SecretName, secretKey } from './secretName';

/** That a secret may go to an origin: a person has said so once. */
export interface ApprovedOrigin extends SecretName {
  /** RFC 6454 §6.2: `https://api.example.com`. */
  readonly origin: string;
}

/** What was approved, until somebody takes it back. */
export interface Approvals {
  has(approved: ApprovedOrigin): boolean;
  add(approved: ApprovedOrigin): Promise<void>;
  /** Takes back whatever is named. */
  remove(taken: readonly ApprovedOrigin[]): Promise<void>;
  /** Takes back whatever a secret was approved for: the next one of its name is another. */
  removeAll(secret: SecretName): Promise<void>;
  all(): readonly ApprovedOrigin[];
  readonly onDidChange: Event<void>;
  dispose(): void;
}

export function createApprovals(state: Memento): Approvals {
  const all = (): readonly ApprovedOrigin[] => state.get<ApprovedOrigin[]>('approvals', []);
  const changed = new EventEmitter<void>();
  const keep = async (kept: readonly ApprovedOrigin[]): Promise<void> => {
    await state.update('approvals', kept);
    changed.fire();
  };
  const has = (approved: ApprovedOrigin): boolean => all().some((other) => keyOf(other) === keyOf(approved));
  return {
    all,
    has,
    async add(approved) {
      if (!has(approved)) await keep([...all(), approved]);
    },
    async remove(taken) {
      const keys = new Set(taken.map(keyOf));
      await keep(all().filter((approved) => !keys.has(keyOf(approved))));
    },
    onDidChange: changed.event,
    dispose: () => changed.dispose(),
    removeAll: (secret) => keep(all().filter((approved) => secretKey(approved) !== secretKey(secret))),
  };
}

function keyOf(approved: ApprovedOrigin): string {
  return JSON.stringify([secretKey(approved), approved.origin]);
}
