/** A choice that an address may ask for by name, and that can be changed on the page. */
export interface AskedChoice {
  readonly name: string
  readonly current: () => string
  readonly onChange: (listener: () => void) => void
}

/**
 * Where the address asks for a choice, the one that was switched to takes its place: loading the
 * page again must not undo the switch. An address that asks for none stays short.
 */
export function keepInAddress({ name, current, onChange }: AskedChoice, window: Window): void {
  const rewrite = () => {
    const { pathname, search, hash } = window.location
    const next = withParameter(search, name, current())
    if (next !== search) window.history.replaceState(null, '', `${pathname}${next}${hash}`)
  }
  onChange(rewrite)
  // Back and forward come to addresses from before the switch.
  window.addEventListener('popstate', rewrite)
}

/** The query with its parameter, if it has that one, set to the value. */
export function withParameter(search: string, name: string, value: string): string {
  return search.replace(new RegExp(`([?&])${name}=[^&]*`, 'g'), `$1${name}=${value}`)
}
