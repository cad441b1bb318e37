/**
 * What each operation answers to whom: `200/404` is the status for something of the own and of
 * another area, one number where both are equal. The zone worker is bound to zone 1, the grid
 * leader to grid 1; the department user and the key (all scopes) belong to civil affairs. Lists
 * answer 200 to who is bound: the test sees to it that they hold nothing of another area.
 * 409 of changePassword: these accounts have no password.
 *
 *                           operator zone-worker grid-leader hotline department administrator key nobody
 */
export const EXPECTED_ANSWERS = `
getSignInOptions           200      200      200      200      200      200      200      200
signIn                     401      401      401      401      401      401      401      401
getSession                 200      200      200      200      200      200      200      401
signOut                    204      204      204      204      204      204      204      204
listOwnSessions            200      200      200      200      200      200      200      401
signOutEverywhere          204      204      204      204      204      204      403      401
endOwnSession              404      404      404      404      404      404      403      401
listAccountSessions        403      403      403      403      403      200      403      401
endAccountSessions         403      403      403      403      403      204      403      401
endAccountSession          403      403      403      403      403      204      403      401
changePassword             409      409      409      409      409      409      403      401
signInToDemonstration      200      200      200      200      200      200      200      200
beginSingleSignOn          302      302      302      302      302      302      302      302
completeSingleSignOn       302      302      302      302      302      302      302      302
listAccounts               403      403      403      403      403      200      403      401
createAccount              403      403      403      403      403      200      403      401
getAccount                 403      403      403      403      403      200      403      401
updateAccount              403      403      403      403      403      200      403      401
disableAccount             403      403      403      403      403      200      403      401
enableAccount              403      403      403      403      403      200      403      401
setTemporaryPassword       403      403      403      403      403      200      403      401
listDepartments            403      403      403      403      403      200      403      401
createDepartment           403      403      403      403      403      200      403      401
updateDepartment           403      403      403      403      403      200      403      401
listApiKeys                403      403      403      403      403      200      403      401
createApiKey               403      403      403      403      403      200      403      401
revokeApiKey               403      403      403      403      403      204      403      401
getAccessSettings          403      403      403      403      403      200      403      401
updateAccessSettings       403      403      403      403      403      200      403      401
listAccessRoles            403      403      403      403      403      200      403      401
getLiveness                200      200      200      200      200      200      200      200
getReadiness               200      200      200      200      200      200      200      200
getOverview                200      200      200      200      200      200      200      401
listCommunities            200      200      200      200      200      200      200      401
getCommunity               200      200      200      200      200      200      200      401
listZones                  200      200      200      200      200      200      200      401
getZone                    200      200/404  200/404  200      200      200      200      401
listGrids                  200      200      200      200      200      200      200      401
getGrid                    200      200/404  200/404  200      200      200      200      401
listUnassignedBuildings    200      200      200      200      200      200      200      401
countBuildingsByColouring  200      200      200      200      200      200      200      401
getBuilding                200      200/404  200/404  200      200      200      200      401
listBuildingHouseholds     200      200/404  200/404  200      200      403      200      401
listBuildingDwellings      200      200/404  200/404  200      200      403      200      401
getHousehold               200      200/404  200/404  200      200      403      200      401
revealPerson               200      200/404  200/404  200      200      403      200      401
reportPerson               200      403      403      403      403      200      403      401
correctPerson              204      403      403      403      403      204      403      401
restrictPerson             204      403      403      403      403      204      403      401
releasePerson              204      403      403      403      403      204      403      401
erasePerson                204      403      403      403      403      204      403      401
listResidences             200      200/404  200/404  200      200      403      200      401
getPerson                  200      200/404  200/404  200      200      403      200      401
movePersonIn               200      200/404  200/404  403      403      403      403      401
movePersonOut              200      200/404  200/404  403      403      403      403      401
movePerson                 200      200/404  200/404  403      403      403      403      401
registerHousehold          200      200/409  200/409  403      403      403      403      401
registerPerson             200      403      403      403      403      403      403      401
recordBirth                200      200/404  200/404  403      403      403      403      401
recordDeath                200      200/404  200/404  403      403      403      403      401
recordMarriage             200      200/404  200/404  403      403      403      403      401
recordDivorce              200      200/404  200/404  403      403      403      403      401
registerPersonAt           200      200/404  200/404  403      403      403      403      401
changeHead                 200      200/404  200/404  403      403      403      403      401
splitHousehold             200      200/404  200/404  403      403      403      403      401
beginLease                 200      200/404  200/404  403      403      403      403      401
endLease                   200      200/404  200/404  403      403      403      403      401
sellDwelling               200      200/404  200/404  403      403      403      403      401
undoLifeEvent              200      200/404  200/404  403      403      403      403      401
listAuditEntries           403      403      403      403      403      200      403      401
exportAudit                403      403      403      403      403      200      403      401
listBuildingShops          200      200/404  200/404  200      200      200      200      401
getShop                    200      200/404  200/404  200      200      200      200      401
getFacility                200      200/404  200/404  200      200      200      200      401
getStreet                  200      200      200      200      200      200      200      401
getEstate                  200      200/404  200/404  200      200      200      200      401
listLabels                 200      200      200      200      200      200      200      401
search                     200      200      200      200      200      200      200      401
getStatistics              200      200      403      403      200      200      200      401
downloadStatistics         200      200      403      403      200      200      200      401
getVectorTile              200      200      200      200      200      200      200      401
getVersionedVectorTile     200      200      200      200      200      200      200      401
getBuildingTileset         200      200      200      200      200      200      200      401
getBuildingTile            200      200      200      200      200      200      200      401
`
