import type { Box, Point } from '../../geo/ring.ts'
import type { GroundAnswer, GroundRequest, GroundStyle } from './ground-messages.ts'

export interface GroundPainter {
  paint: (z: number, x: number, y: number, style: GroundStyle) => Promise<ImageBitmap>
  /** Trees of a source tile: triples of x, y, radius in metres of the local frame. */
  trees: (x: number, y: number) => Promise<Float32Array>
  /** Requests that the worker has not answered yet. */
  pendingCount: () => number
  destroy: () => void
}

export interface GroundPainterOptions {
  readonly tilesUrl: string
  readonly originLonLat: Point
  readonly cityBounds: Box
}

/** The worker that fetches vector tiles and paints them: the main thread only uploads pictures. */
export function createGroundPainter(options: GroundPainterOptions): GroundPainter {
  const worker = new Worker(new URL('./ground.worker.ts', import.meta.url), { type: 'module' })
  const waiting = new Map<number, PromiseWithResolvers<GroundAnswer>>()
  let lastNumber = 0

  worker.addEventListener('message', ({ data }: MessageEvent<GroundAnswer>) => {
    const call = waiting.get(data.number)
    waiting.delete(data.number)
    if (data.kind === 'failed') call?.reject(new Error(data.reason))
    else call?.resolve(data)
  })
  const send = (request: GroundRequest) => worker.postMessage(request)
  const ask = (build: (number: number) => GroundRequest): Promise<GroundAnswer> => {
    const number = ++lastNumber
    const call = Promise.withResolvers<GroundAnswer>()
    waiting.set(number, call)
    send(build(number))
    return call.promise
  }
  send({
    kind: 'setup',
    ...options,
    tilesUrl: new URL(options.tilesUrl, document.baseURI).href,
  })

  return {
    paint: async (z, x, y, style) => {
      const answer = await ask((number) => ({ kind: 'paint', number, z, x, y, style }))
      if (answer.kind !== 'painted') throw new Error('The ground worker answered out of turn.')
      return answer.picture
    },
    trees: async (x, y) => {
      const answer = await ask((number) => ({ kind: 'trees', number, x, y }))
      if (answer.kind !== 'trees') throw new Error('The ground worker answered out of turn.')
      return answer.trees
    },
    pendingCount: () => waiting.size,
    destroy: () => {
      worker.terminate()
      waiting.clear()
    },
  }
}
