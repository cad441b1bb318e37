import type { CityScene } from '../../scene/city-scene-types.ts'
import { saveFile } from '../../ui/save-file.ts'

/** Hands the picture of the map to the browser as a download. */
export async function saveScreenshot(scene: CityScene): Promise<void> {
  saveFile(await scene.exportPng(), screenshotName(new Date()))
}

/** `digital-community-2026-03-01-0930.png`, in local time. */
export function screenshotName(time: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-')
  return `digital-community-${day}-${two(time.getHours())}${two(time.getMinutes())}.png`
}
