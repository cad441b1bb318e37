import {
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query'
import type { TodoCounts, TodoKind, TodoPage } from '../../../server/contract/todo.ts'
import { getJson } from '../../api/http.ts'

/** How much is to be put right, by kind; asked anew whenever the list is opened. */
export function useTodoCounts(): UseQueryResult<TodoCounts> {
  return useQuery({
    queryKey: ['todo'],
    queryFn: ({ signal }) => getJson<TodoCounts>('/api/v1/todo', {}, signal),
    staleTime: 0,
  })
}

/** One kind, page by page; what was put right is gone when the list is opened again. */
export function useTodoList(kind: TodoKind): UseInfiniteQueryResult<InfiniteData<TodoPage>> {
  return useInfiniteQuery({
    queryKey: ['todo', kind],
    queryFn: ({ signal, pageParam }) =>
      getJson<TodoPage>(`/api/v1/todo/${kind}`, { page: pageParam }, signal),
    initialPageParam: 1,
    getNextPageParam: ({ hasMore }, pages) => (hasMore ? pages.length + 1 : undefined),
    staleTime: 0,
  })
}
