import type { Browser, JSHandle, Page } from 'playwright-core'
import type { Services } from '../../client/app/application.tsx'
import type { CameraView } from '../../client/geo/camera-view.ts'
import { metersPerDegree } from '../../client/geo/measure.ts'
import type { Point } from '../../client/geo/ring.ts'
import { openCity } from './city-page.ts'

export type Rgb = readonly [number, number, number]

/** A page of the product whose scene and stores a test drives; what is on the map it sees itself. */
export interface ScenePage {
  readonly page: Page
  readonly consoleErrors: string[]
  readonly services: JSHandle<Services>
  /** Takes the camera there and waits until the city stands still. */
  look: (view: CameraView) => Promise<void>
  settle: () => Promise<void>
  /** Keeps the map of this moment under a name. */
  keep: (name: string) => Promise<void>
  /** Share of the pixels that differ visibly between two kept maps. */
  difference: (one: string, other: string) => Promise<number>
  /** Where the first of those pixels is, right and down from the middle of the map. */
  whereDifferent: (one: string, other: string) => Promise<[number, number]>
  /** Mean colour of a few pixels, `right` and `down` from the middle of the map. */
  colourAt: (right?: number, down?: number) => Promise<Rgb>
  /** Clicks the map, `right` and `down` from its middle. */
  click: (right?: number, down?: number) => Promise<void>
}

/** What the map itself shows, without panels, is kept here inside of the page. */
interface Album extends Window {
  album?: Record<string, ImageData>
}

export async function openScene(browser: Browser, url: string, query: string): Promise<ScenePage> {
  const viewport = { width: 800, height: 500 }
  const { page, consoleErrors } = await openCity(browser, url, query, { viewport })
  const services = await page.evaluateHandle(() => window.__digitalCommunity as unknown as Services)
  const settle = () =>
    services.evaluate(async ({ mapStore }) => {
      const { scene } = mapStore.getState()
      await scene?.settled()
      // The coarse start gives the full resolution back after the frame that found it loaded.
      await new Promise((resolve) => setTimeout(resolve, 50))
      await scene?.settled()
    })
  const keep = (name: string) =>
    services.evaluate(async ({ mapStore }, name) => {
      const png = await mapStore.getState().scene?.exportPng()
      if (!png) throw new Error('There is no scene.')
      const bitmap = await createImageBitmap(png)
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
      context?.drawImage(bitmap, 0, 0)
      const picture = context?.getImageData(0, 0, bitmap.width, bitmap.height)
      const album = window as unknown as Album
      if (picture) album.album = { ...album.album, [name]: picture }
    }, name)
  const click = async (right = 0, down = 0) => {
    const box = await page.locator('canvas').first().boundingBox()
    if (!box) throw new Error('There is no map on the page.')
    await page.mouse.click(box.x + box.width / 2 + right, box.y + box.height / 2 + down)
  }
  await settle()
  return {
    ...{ page, consoleErrors, services, settle, keep, click },
    look: async (view) => {
      await services.evaluate(({ mapStore }, to) => mapStore.getState().scene?.setView(to), view)
      await settle()
    },
    difference: async (one, other) => {
      return (await page.evaluate(compare, [one, other] as const)).share
    },
    whereDifferent: async (one, other) => {
      return (await page.evaluate(compare, [one, other] as const)).middle
    },
    colourAt: async (right = 0, down = 0) => {
      await keep('now')
      return page.evaluate(meanColour, { right, down })
    },
  }
}

/** Share of differing pixels, and one of them with differing ones all around. */
function compare([one, other]: readonly [string, string]) {
  const { album = {} } = window as unknown as Album
  const [a, b] = [album[one], album[other]]
  if (!a || !b || a.width !== b.width) throw new Error(`${one} and ${other} do not compare.`)
  const isDifferent = (at: number) =>
    [0, 1, 2].some((part) => Math.abs((a.data[at + part] ?? 0) - (b.data[at + part] ?? 0)) > 16)
  let count = 0
  let run = 0
  let middle: [number, number] | undefined
  for (let at = 0; at < a.data.length; at += 4) {
    run = isDifferent(at) ? run + 1 : 0
    if (run > 0) count++
    const [x, y] = [(at / 4) % a.width, Math.floor(at / 4 / a.width)]
    // Panels lie over the left of the map.
    if (run === 10 && x > a.width * 0.45) middle ??= [x - 5 - a.width / 2, y - a.height / 2]
  }
  return { share: (4 * count) / a.data.length, middle: middle ?? ([0, 0] as [number, number]) }
}

function meanColour({ right, down }: { right: number; down: number }): Rgb {
  const picture = (window as unknown as Album).album?.now
  const canvas = document.querySelector('canvas')
  if (!picture || !canvas) throw new Error('There is no picture of the map.')
  const scale = picture.width / canvas.clientWidth
  const [x, y] = [picture.width / 2 + right * scale, picture.height / 2 + down * scale]
  const sum = [0, 0, 0]
  for (let row = -1; row <= 1; row++) {
    for (let column = -1; column <= 1; column++) {
      const at = 4 * (Math.round(y + row) * picture.width + Math.round(x + column))
      for (const part of [0, 1, 2]) sum[part] = (sum[part] ?? 0) + (picture.data[at + part] ?? 0)
    }
  }
  return sum.map((value) => Math.round(value / 9)) as unknown as Rgb
}

/** Straight down on a place. */
export const above = ([longitude, latitude]: Point, heightMeters: number): CameraView => ({
  ...{ longitude, latitude, heightMeters },
  headingDegrees: 0,
  pitchDegrees: -90,
})

/** Metres that a pixel of the map shows, straight below a camera this high over what it looks at. */
export const metersPerPixelBelow = (heightMeters: number, longerSidePixels = 800) =>
  (2 * heightMeters * Math.tan((19 * Math.PI) / 180)) / longerSidePixels

/**
 * A camera that has the place in the middle of its window.
 *
 * @param towards horizontal direction from the place to the camera, east and north
 */
export function lookingAt(
  place: { lonLat: Point; heightMeters: number },
  towards: Point,
  away: { meters: number; up: number },
): CameraView {
  const perDegree = metersPerDegree(place.lonLat[1])
  const length = Math.hypot(...towards)
  const [east, north] = [towards[0] / length, towards[1] / length]
  return {
    longitude: place.lonLat[0] + (east * away.meters) / perDegree.east,
    latitude: place.lonLat[1] + (north * away.meters) / perDegree.north,
    heightMeters: place.heightMeters + away.up,
    headingDegrees: (Math.atan2(-east, -north) * 180) / Math.PI,
    pitchDegrees: (-Math.atan2(away.up, away.meters) * 180) / Math.PI,
  }
}
