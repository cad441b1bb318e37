import type { FastifyBaseLogger } from 'fastify'
import type { Database } from '../../db/database.ts'
import { endStep } from './end-step.ts'
import { tooManyImports } from './imports.errors.ts'

/** Work on imports that goes on when the request is answered. */
export interface ImportJobs {
  /** Takes a place for reading a file, which holds memory. @throws DomainError where all are taken */
  takePlace(): { free(): void }
  /** Runs a step of a batch; where it fails, the batch says so. */
  run(batchId: number, log: FastifyBaseLogger, step: (signal: AbortSignal) => Promise<void>): void
  /** Ends all steps where they can be gone on with. */
  stop(): Promise<void>
}

const PLACES = 2

export function createImportJobs(gate: Database): ImportJobs {
  const stopping = new AbortController()
  const running = new Set<Promise<void>>()
  let taken = 0
  return {
    takePlace() {
      if (taken >= PLACES) throw tooManyImports()
      taken++
      let isFree = false
      return {
        free() {
          if (!isFree) taken--
          isFree = true
        },
      }
    },
    run(batchId, log, step) {
      const job = step(stopping.signal)
        .catch(async (error) => {
          const code = await endStep(gate, batchId, error)
          if (code === undefined) log.error({ err: error }, 'a step of an import failed')
        })
        .catch((err) => log.error({ err }, 'the failure of an import could not be noted'))
      running.add(job)
      void job.finally(() => running.delete(job))
    },
    async stop() {
      stopping.abort()
      await Promise.all(running)
    },
  }
}
