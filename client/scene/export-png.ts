import type { Scene } from 'cesium'

/**
 * The scene as a PNG, on the colour of the page: the canvas itself is transparent where the sky is.
 * @throws where the browser gives no 2D canvas or no picture
 */
export async function exportPng(scene: Scene, background: string): Promise<Blob> {
  const { canvas } = scene
  const copy = document.createElement('canvas')
  copy.width = canvas.width
  copy.height = canvas.height
  const context = copy.getContext('2d')
  if (!context) throw new Error('This browser gives no 2D canvas.')
  context.fillStyle = background
  context.fillRect(0, 0, copy.width, copy.height)
  // The drawing buffer lives until the end of this task only.
  scene.requestRender()
  scene.render()
  context.drawImage(canvas, 0, 0)
  return new Promise((resolve, reject) => {
    copy.toBlob((blob) => {
      if (blob) resolve(blob)
      else reject(new Error('The browser made no picture.'))
    }, 'image/png')
  })
}
