/** Where a setting was set, as far as it concerns us: by a person, or by nobody. A workspace may have set it as well. */
export interface SetValues {
  readonly globalValue?: unknown;
  readonly defaultValue?: unknown;
}

/**
 * The answer to the server's question for settings, with a person's own for the section `http`. What a workspace says of proxies
 * is left out: a repository must not be able to send requests by a way of its choice. VS Code sees to that as well, as long as
 * these settings have the scope that they have today.
 *
 * @param answer what the library would answer: a value for each item, in order
 * @param inspect where the setting `http.NAME` was set
 */
export function withUserHttpSettings<T>(
  items: readonly { readonly section?: string }[],
  answer: T,
  inspect: (name: string) => SetValues | undefined,
): T | unknown[] {
  if (!Array.isArray(answer)) return answer;
  return answer.map((value: unknown, index) => (items[index]?.section === 'http' ? userHttpSettings(inspect) : value));
}

function userHttpSettings(inspect: (name: string) => SetValues | undefined): Readonly<Record<string, unknown>> {
  const values = ['proxy', 'noProxy', 'proxySupport'].map((name) => {
    const set = inspect(name);
    return [name, set?.globalValue ?? set?.defaultValue ?? null];
  });
  return Object.fromEntries(values);
}
