import { describe, expect, test } from 'vitest'
import { parsePage, withPage } from '../../../../client/app/url-state/use-page.ts'

describe('the page in the address', () => {
  test('is read, and nothing else is taken for one', () => {
    expect(parsePage('?select=grid:1&admin=keys')).toEqual({ name: 'admin', section: 'keys' })
    expect(parsePage('?me=password')).toEqual({ name: 'me', section: 'password' })
    expect(parsePage('?administrator=1&name=me')).toBeUndefined()
  })

  test('takes the place of the page before and leaves the rest as it is written', () => {
    const search = '?at=118.74,36.88,900,0,-35&admin=accounts&select=grid:1'
    expect(withPage(search, { name: 'me', section: 'sessions' })).toBe(
      '?at=118.74,36.88,900,0,-35&select=grid:1&me=sessions',
    )
    expect(withPage(search, undefined)).toBe('?at=118.74,36.88,900,0,-35&select=grid:1')
    expect(withPage('?admin=accounts', undefined)).toBe('')
  })
})
