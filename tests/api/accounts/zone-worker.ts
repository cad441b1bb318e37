/** What is sent to make or change the account of a zone worker, but for its name. */
export const zoneWorker = {
  displayName: '王社工',
  role: 'zone-worker',
  departmentId: null,
  area: { level: 'zone', id: 1 },
  singleSignOn: null,
}
