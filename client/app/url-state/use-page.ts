import { useCallback, useSyncExternalStore } from 'react'

/** Pages that lie over the map, such as `?admin=accounts`, `?registry=import`, `?visits=round`. */
const pageNames = ['admin', 'me', 'registry', 'visits'] as const
export interface Page {
  name: (typeof pageNames)[number]
  section: string
}

/** Told to this window when one of its own parts has turned a page. */
const turned = 'page-turned'

/** The page that the address names, and how to turn to another; undefined is the map. */
export function usePage(): [Page | undefined, (page: Page | undefined) => void] {
  const search = useSyncExternalStore(subscribe, () => window.location.search)
  const open = useCallback((page: Page | undefined) => {
    const { pathname, hash } = window.location
    window.history.pushState(
      null,
      '',
      `${pathname}${withPage(window.location.search, page)}${hash}`,
    )
    window.dispatchEvent(new Event(turned))
  }, [])
  return [parsePage(search), open]
}

export function parsePage(search: string): Page | undefined {
  const query = new URLSearchParams(search)
  const name = pageNames.find((candidate) => query.has(candidate))
  return name && { name, section: query.get(name) ?? '' }
}

/** The query with this page and no other; the rest stays as it is written. */
export function withPage(search: string, page: Page | undefined): string {
  const others = search
    .replace(/^\?/, '')
    .split('&')
    .filter(
      (part) => part && !pageNames.some((name) => part === name || part.startsWith(`${name}=`)),
    )
  const parts = page ? [...others, `${page.name}=${page.section}`] : others
  return parts.length > 0 ? `?${parts.join('&')}` : ''
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('popstate', onChange)
  window.addEventListener(turned, onChange)
  return () => {
    window.removeEventListener('popstate', onChange)
    window.removeEventListener(turned, onChange)
  }
}
