import type { Memento, SecretStorage } from 'vscode';
import { type SecretName, secretKey } from './secretName';

/** The secrets that people have typed in, kept by VS Code in the keychain of the system. */
export interface SecretStore {
  get(secret: SecretName): Promise<string | undefined>;
  set(secret: SecretName, value: string): Promise<void>;
  remove(secret: SecretName): Promise<void>;
  /** All that there are, of every folder. */
  names(): readonly SecretName[];
}

/** @param index where the names are kept: VS Code can list the keys of its secrets only since a later version than our oldest */
export function createSecretStore(storage: SecretStorage, index: Memento): SecretStore {
  const names = (): readonly SecretName[] => index.get<SecretName[]>('secrets', []);
  const others = (secret: SecretName): SecretName[] =>
    names().filter((other) => secretKey(other) !== secretKey(secret));
  return {
    names,
    get: async (secret) => storage.get(secretKey(secret)),
    async set(secret, value) {
      await index.update('secrets', [...others(secret), secret]);
      await storage.store(secretKey(secret), value);
    },
    async remove(secret) {
      await storage.delete(secretKey(secret));
      await index.update('secrets', others(secret));
    },
  };
}
