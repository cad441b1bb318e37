import type { Actor } from '../db/acting.ts'

/** Who holds a credential, as far as the database has said so lately. */
export interface KnownCallers {
  note(tokenHash: Buffer, actor: Actor): void
  find(tokenHash: Buffer): Actor | undefined
}

const MAX_REMEMBERED = 10_000

/** Remembers the latest callers; the oldest are forgotten. */
export function createKnownCallers(): KnownCallers {
  const actors = new Map<string, Actor>()
  return {
    note(tokenHash, actor) {
      actors.set(tokenHash.toString('base64'), actor)
      const [oldest] = actors.keys()
      if (actors.size > MAX_REMEMBERED && oldest !== undefined) actors.delete(oldest)
    },
    find: (tokenHash) => actors.get(tokenHash.toString('base64')),
  }
}
