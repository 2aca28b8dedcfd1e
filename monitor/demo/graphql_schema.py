"""The part of GitHub's GraphQL schema that the stand-in plays: names and types as in the public one."""

from functools import cache

from graphql import GraphQLSchema, build_schema

SDL = """
scalar DateTime
scalar GitObjectID
scalar URI

type Query {
  node(id: ID!): Node
  nodes(ids: [ID!]!): [Node]!
  rateLimit(dryRun: Boolean = false): RateLimit
  repository(owner: String!, name: String!, followRenames: Boolean = true): Repository
  viewer: User!
}
type RateLimit {
  cost: Int! limit: Int! nodeCount: Int! remaining: Int! resetAt: DateTime! used: Int!
}
interface Node { id: ID! }
type User implements Node { id: ID! login: String! }
interface RepositoryOwner { login: String! url: URI! }
type Organization implements RepositoryOwner { login: String! url: URI! }

type Repository implements Node {
  id: ID! databaseId: Int name: String! nameWithOwner: String! owner: RepositoryOwner! url: URI!
  description: String homepageUrl: URI
  stargazerCount: Int! forkCount: Int!
  stargazers(first: Int, last: Int): StargazerConnection!
  isArchived: Boolean! archivedAt: DateTime isDisabled: Boolean! isEmpty: Boolean! isFork: Boolean!
  isPrivate: Boolean! isLocked: Boolean! lockReason: RepositoryLockReason isMirror: Boolean! isTemplate: Boolean!
  pushedAt: DateTime updatedAt: DateTime! createdAt: DateTime! diskUsage: Int
  licenseInfo: License primaryLanguage: Language latestRelease: Release
  languages(first: Int, orderBy: LanguageOrder): LanguageConnection
  defaultBranchRef: Ref
  object(expression: String, oid: GitObjectID): GitObject
}
enum RepositoryLockReason { BILLING MIGRATING MOVING RENAME TRADE_RESTRICTION TRANSFERRING_OWNERSHIP }
type StargazerConnection { totalCount: Int! }
type License { key: String! name: String! spdxId: String }
type Language { name: String! color: String }
enum LanguageOrderField { SIZE }
enum OrderDirection { ASC DESC }
input LanguageOrder { field: LanguageOrderField! direction: OrderDirection! }
type LanguageConnection { totalCount: Int! totalSize: Int! edges: [LanguageEdge] nodes: [Language] }
type LanguageEdge { size: Int! node: Language! }
type Release { tagName: String! name: String publishedAt: DateTime isPrerelease: Boolean! isDraft: Boolean! }
type Ref { name: String! target: GitObject }

interface GitObject { oid: GitObjectID! abbreviatedOid: String! }
type Commit implements GitObject {
  oid: GitObjectID! abbreviatedOid: String! committedDate: DateTime! history(first: Int): CommitHistoryConnection!
}
type CommitHistoryConnection { totalCount: Int! }
type Tree implements GitObject { oid: GitObjectID! abbreviatedOid: String! entries: [TreeEntry!] }
type TreeEntry { name: String! path: String type: String! size: Int! mode: Int! oid: GitObjectID! }
type Blob implements GitObject {
  oid: GitObjectID! abbreviatedOid: String! byteSize: Int! isBinary: Boolean isTruncated: Boolean! text: String
}
"""


@cache
def schema() -> GraphQLSchema:
    """Return the schema; its objects are mappings that name their type."""
    return build_schema(SDL)
