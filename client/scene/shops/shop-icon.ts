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

/** A disc for a count: the number itself is a label, so that few pictures serve all clusters. */
export function clusterIcon(colour: string, halo: string): HTMLCanvasElement {
  const key = `cluster/${colour}/${halo}`
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
  }
  drawings.set(key, canvas)
  return canvas
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
