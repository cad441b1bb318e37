/** What a browser does with addresses and cookies, without a page. */
export interface SmallBrowser {
  /** Opens an address and follows until something is shown; gives its address and text. */
  open(url: string): Promise<{ url: string; text: string }>
  /** Asks once, without following. */
  ask(url: string, init?: RequestInit): Promise<Response>
  /** Sends the form of the page that was shown. */
  submit(
    page: { url: string; text: string },
    values: Record<string, string>,
  ): ReturnType<SmallBrowser['open']>
  readonly cookies: Map<string, string>
}

export function createSmallBrowser(): SmallBrowser {
  /** By host and name; paths make no difference here. */
  const cookies = new Map<string, string>()

  async function ask(url: string, init: RequestInit = {}): Promise<Response> {
    const { host } = new URL(url)
    const mine = [...cookies].filter(([key]) => key.startsWith(`${host} `))
    const cookie = mine.map(([key, value]) => `${key.slice(host.length + 1)}=${value}`).join('; ')
    const answer = await fetch(url, {
      ...init,
      headers: { accept: 'text/html', ...(cookie && { cookie }), ...init.headers },
      redirect: 'manual',
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value && !/expires=Thu, 01 Jan 1970/i.test(line)) cookies.set(`${host} ${name}`, value)
      else cookies.delete(`${host} ${name}`)
    }
    return answer
  }

  async function follow(url: string, answer: Response): Promise<{ url: string; text: string }> {
    const location = answer.headers.get('location')
    if (!location) return { url, text: await answer.text() }
    const next = new URL(location, url).href
    return follow(next, await ask(next))
  }

  return {
    ask,
    cookies,
    open: async (url) => follow(url, await ask(url)),
    async submit({ url, text }, values) {
      const action = /<form[^>]*action="([^"]+)"/.exec(text)?.[1] ?? url
      const target = new URL(action, url).href
      const body = new URLSearchParams(values)
      return follow(target, await ask(target, { method: 'POST', body }))
    },
  }
}
