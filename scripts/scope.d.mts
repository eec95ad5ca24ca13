/** Takes what closes something when the scope ends. */
export type Defer = (close: () => unknown) => void;

export function withScope<T>(deadline: number | undefined, use: (defer: Defer) => Promise<T>): Promise<T>;
