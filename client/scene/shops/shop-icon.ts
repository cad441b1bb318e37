const SIZE = 48

const drawings = new Map<string, HTMLCanvasElement>()

/** A small awning on a disc, drawn once per colour; 48 pixels, shown at half. */
export function shopIcon(colour: string, ink: string): HTMLCanvasElement {
  const key = `${colour}/${ink}`
  const known = drawings.get(key)
  if (known) return known
  const canvas = document.createElement('canvas')
  canvas.width = SIZE
  canvas.height = SIZE
  const context = canvas.getContext('2d')
  if (context) drawAwning(context, colour, ink)
  drawings.set(key, canvas)
  return canvas
}

/** A disc with the number of shops that it stands for, drawn once per number. */
export function clusterIcon(colour: string, halo: string, count: number): HTMLCanvasElement {
  const key = `cluster/${colour}/${halo}/${count}`
  const known = drawings.get(key)
  if (known) return known
  const canvas = document.createElement('canvas')
  canvas.width = SIZE * 2
  canvas.height = SIZE * 2
  const context = canvas.getContext('2d')
  if (context) {
    drawDisc(context, SIZE, SIZE - 4, `${halo}66`)
    drawDisc(context, SIZE, SIZE - 14, halo)
    drawDisc(context, SIZE, SIZE - 18, colour)
    drawCount(context, halo, count)
  }
  drawings.set(key, canvas)
  return canvas
}

function drawCount(context: CanvasRenderingContext2D, ink: string, count: number): void {
  context.fillStyle = ink
  context.font = `600 ${count < 100 ? 32 : 26}px sans-serif`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillText(String(count), SIZE, SIZE + 2)
}

function drawAwning(context: CanvasRenderingContext2D, colour: string, ink: string): void {
  const middle = SIZE / 2
  drawDisc(context, middle, middle - 1, ink)
  drawDisc(context, middle, middle - 4, colour)
  context.fillStyle = ink
  context.fillRect(14, 14, 20, 6)
  for (const x of [14, 20.7, 27.4]) {
    context.beginPath()
    context.arc(x + 3.3, 20, 3.3, 0, Math.PI)
    context.fill()
  }
  context.fillRect(16, 25, 2.5, 10)
  context.fillRect(29.5, 25, 2.5, 10)
  context.fillRect(16, 32.5, 16, 2.5)
}

function drawDisc(
  context: CanvasRenderingContext2D,
  middle: number,
  radius: number,
  colour: string,
): void {
  context.fillStyle = colour
  context.beginPath()
  context.arc(middle, middle, radius, 0, 2 * Math.PI)
  context.fill()
}
