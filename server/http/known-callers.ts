/** Which account holds a credential, as far as the database has said so lately. */
export interface KnownCallers {
  note(tokenHash: Buffer, accountId: number): void
  find(tokenHash: Buffer): number | undefined
}

const MAX_REMEMBERED = 10_000

/** Remembers the latest callers; the oldest are forgotten. */
export function createKnownCallers(): KnownCallers {
  const accounts = new Map<string, number>()
  return {
    note(tokenHash, accountId) {
      const key = tokenHash.toString('base64')
      if (accounts.get(key) === accountId) return
      accounts.set(key, accountId)
      const [oldest] = accounts.keys()
      if (accounts.size > MAX_REMEMBERED && oldest !== undefined) accounts.delete(oldest)
    },
    find: (tokenHash) => accounts.get(tokenHash.toString('base64')),
  }
}
