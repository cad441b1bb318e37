const table = new Map<string, number>()

/** Text in GBK, for trying files as Excel saves them in China; what GBK lacks is a question mark. */
export function encodeGbk(text: string): Buffer {
  if (table.size === 0) fillTable()
  const bytes = Buffer.alloc(text.length * 2)
  let length = 0
  for (const sign of text) {
    const code = sign.charCodeAt(0) < 0x80 ? sign.charCodeAt(0) : (table.get(sign) ?? 0x3f)
    length = code > 0xff ? bytes.writeUInt16BE(code, length) : bytes.writeUInt8(code, length)
  }
  return bytes.subarray(0, length)
}

/** Every pair of bytes, as the runtime decodes it. */
function fillTable(): void {
  const decoder = new TextDecoder('gbk')
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const sign = decoder.decode(Uint8Array.of(lead, trail))
      if (sign.length === 1 && sign !== '\ufffd') table.set(sign, lead * 256 + trail)
    }
  }
}
