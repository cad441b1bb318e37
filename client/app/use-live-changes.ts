import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { LiveChange } from '../../server/contract/live-changes.ts'
import { listenToChanges } from '../api/live-changes.ts'

/** What costs much to ask for may be late by so much, in milliseconds. */
const late: Record<string, number> = { areas: 15_000, todo: 3_000 }
const leavingMilliseconds = 100

/** What is kept per building, and what besides, by what has changed. */
const kept: Record<LiveChange['topic'], { perBuilding: string[]; besides: string[] }> = {
  registry: {
    perBuilding: ['building', 'households', 'dwellings'],
    besides: [
      'household',
      'residences',
      'overview',
      'statistics',
      'household-counts',
      'open-visits',
    ],
  },
  building: {
    perBuilding: ['building', 'dwellings'],
    besides: ['buildings', 'overview', 'colouring-counts', 'labels'],
  },
  shop: {
    perBuilding: ['building', 'shops'],
    besides: ['shop', 'shop-owners', 'shop-history', 'overview'],
  },
  area: { perBuilding: [], besides: ['areas', 'overview'] },
}

/** Asks again for what others have changed, where it is on the screen. */
export function useLiveChanges(): void {
  const client = useQueryClient()
  useEffect(() => {
    const timers = new Map<string, ReturnType<typeof setTimeout>>()
    const askLater = (key: string, milliseconds: number) => {
      if (timers.has(key)) return
      const ask = () => {
        timers.delete(key)
        void client.invalidateQueries({ queryKey: [key] })
      }
      timers.set(key, setTimeout(ask, milliseconds))
    }
    const end = listenToChanges((change) => {
      if (!change) void client.invalidateQueries({ predicate: isOfTheServer })
      else void askAgain(client, change)
      for (const [key, milliseconds] of Object.entries(late)) askLater(key, milliseconds)
    })
    return () => {
      for (const timer of timers.values()) clearTimeout(timer)
      end()
    }
  }, [client])
}

/** The building first: a household that is there no more is not asked for. */
async function askAgain(client: QueryClient, { topic, buildingId }: LiveChange): Promise<void> {
  const { perBuilding, besides } = kept[topic]
  await Promise.all(
    perBuilding.map((key) =>
      client.invalidateQueries({ queryKey: buildingId === null ? [key] : [key, buildingId] }),
    ),
  )
  // What has gone with it leaves the screen with the next frame.
  await new Promise((resolve) => setTimeout(resolve, leavingMilliseconds))
  for (const key of besides) void client.invalidateQueries({ queryKey: [key] })
}

const everything = new Set(
  Object.values(kept).flatMap(({ perBuilding, besides }) => [...perBuilding, ...besides]),
)

const isOfTheServer = ({ queryKey }: { queryKey: readonly unknown[] }) =>
  everything.has(String(queryKey[0]))
