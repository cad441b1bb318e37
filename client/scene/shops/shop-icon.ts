const SIZE = 48

/** A drawing and the name under which textures keep it. */
export interface Icon {
  readonly name: string
  readonly drawing: HTMLCanvasElement
}

const icons = new Map<string, Icon>()

/** A small awning on a disc, drawn once per colour; 48 pixels, shown at half. */
export function shopIcon(colour: string, ink: string): Icon {
  return drawOnce(`shop/${colour}/${ink}`, SIZE, (context) => drawAwning(context, colour, ink))
}

/** A disc with the number of shops that it stands for, drawn once per number. */
export function clusterIcon(colour: string, halo: string, count: number): Icon {
  return drawOnce(`cluster/${colour}/${halo}/${count}`, SIZE * 2, (context) => {
    drawDisc(context, SIZE, SIZE - 4, `${halo}66`)
    drawDisc(context, SIZE, SIZE - 14, halo)
    drawDisc(context, SIZE, SIZE - 18, colour)
    drawCount(context, halo, count)
  })
}

function drawOnce(
  name: string,
  sizePixels: number,
  draw: (context: CanvasRenderingContext2D) => void,
): Icon {
  const known = icons.get(name)
  if (known) return known
  const drawing = document.createElement('canvas')
  drawing.width = sizePixels
  drawing.height = sizePixels
  const context = drawing.getContext('2d')
  if (context) draw(context)
  const icon = { name, drawing }
  icons.set(name, icon)
  return icon
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
