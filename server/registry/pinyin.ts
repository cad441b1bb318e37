import { pinyin } from 'pinyin-pro'

export interface Pinyin {
  /** Lower case, no tones, no spaces. */
  full: string
  initials: string
}

const syllables = new Map<string, string>()

const surnameSyllables = new Map<string, string>()

/** Pinyin of a text for search; syllables are cached, because the library is slow. */
export function toPinyin(text: string): Pinyin {
  return join([...text].map((letter) => syllable(letter, syllables, 'normal')))
}

/** Pinyin of a person's name: 单 is shan and 任 is ren in a surname. */
export function nameToPinyin(name: string): Pinyin {
  return join(
    [...name].map((letter, index) =>
      index === 0
        ? syllable(letter, surnameSyllables, 'surname')
        : syllable(letter, syllables, 'normal'),
    ),
  )
}

function syllable(letter: string, cache: Map<string, string>, mode: 'normal' | 'surname'): string {
  const known = cache.get(letter)
  if (known !== undefined) return known
  const options = { toneType: 'none', v: true, type: 'array' } as const
  const [first = ''] =
    mode === 'surname' ? pinyin(letter, { ...options, mode: 'surname' }) : pinyin(letter, options)
  const clean = first.toLowerCase().replace(/[^a-z0-9]/g, '')
  cache.set(letter, clean)
  return clean
}

function join(parts: string[]): Pinyin {
  return { full: parts.join(''), initials: parts.map((part) => part.charAt(0)).join('') }
}
