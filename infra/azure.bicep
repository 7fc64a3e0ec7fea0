// The bot in Azure, without a secret of its own for Teams: it is the managed identity, and so is the Azure Bot.
//   az group create -n quickscan -l westeurope
//   az deployment group create -g quickscan -f infra/azure.bicep -p image=… organisation=… privacyContact=… dataKeys="main:$(openssl rand -base64 32)"
// Keep dataKeys apart too: what is lost with it can't be read again by anyone. Afterwards `quickscan manifest teams` with clientId and publicUrl below.
@description('The image, built of infra/Dockerfile.')
param image string
param name string = 'quickscan'
param location string = resourceGroup().location
@description('Who is responsible for the data.')
param organisation string
@description('Whom to ask about privacy.')
param privacyContact string
param hostedBy string = organisation
@secure()
@description('id:key, the key from `openssl rand -base64 32`.')
param dataKeys string

var vaultSecretsUser = '4633458b-17de-408a-b874-0445c86b69e6'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: name
  location: location
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: '${name}-${uniqueString(resourceGroup().id)}'
  location: 'global'
  kind: 'azurebot'
  sku: { name: 'F0' }
  properties: {
    displayName: 'Onlife Quickscan'
    endpoint: 'https://${app.properties.configuration.ingress.fqdn}/api/messages'
    msaAppId: identity.properties.clientId
    msaAppType: 'UserAssignedMSI'
    msaAppTenantId: identity.properties.tenantId
    msaAppMSIResourceId: identity.id
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: {
    channelName: 'MsTeamsChannel'
    properties: { isEnabled: true }
  }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: take('${name}-${uniqueString(resourceGroup().id)}', 24)
  location: location
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
  }
}

resource mayRead 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, identity.id, vaultSecretsUser)
  scope: vault
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', vaultSecretsUser)
  }
}

resource keysSecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'data-keys'
  properties: { value: dataKeys }
}

// Everything is kept here: written to disk each second, and nothing thrown away. Standard has a replica, but no file on disk: Premium has both.
resource redis 'Microsoft.Cache/redis@2024-03-01' = {
  name: '${name}-${uniqueString(resourceGroup().id)}'
  location: location
  properties: {
    sku: { name: 'Premium', family: 'P', capacity: 1 }
    enableNonSslPort: false
    minimumTlsVersion: '1.2'
    redisConfiguration: {
      'maxmemory-policy': 'noeviction'
      'aof-backup-enabled': 'true'
      'aof-storage-connection-string-0': 'DefaultEndpointsProtocol=https;AccountName=${storage.name};AccountKey=${storage.listKeys().keys[0].value};EndpointSuffix=${environment().suffixes.storage}'
    }
  }
}

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: take('${name}${uniqueString(resourceGroup().id)}', 24)
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: {
    minimumTlsVersion: 'TLS1_2'
    allowBlobPublicAccess: false
  }
}

// Where erasures are noted, apart from what a backup restores.
resource files 'Microsoft.Storage/storageAccounts/fileServices@2023-05-01' = {
  parent: storage
  name: 'default'
}
resource erasures 'Microsoft.Storage/storageAccounts/fileServices/shares@2023-05-01' = {
  parent: files
  name: 'erasures'
  properties: { shareQuota: 5 }
}

resource redisSecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'redis-url'
  properties: { value: 'rediss://:${uriComponent(redis.listKeys().primaryKey)}@${redis.properties.hostName}:${redis.properties.sslPort}' }
}

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: name
  location: location
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 30
  }
}

resource place 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: name
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: logs.properties.customerId
        sharedKey: logs.listKeys().primarySharedKey
      }
    }
  }
}

resource share 'Microsoft.App/managedEnvironments/storages@2024-03-01' = {
  parent: place
  name: 'erasures'
  properties: {
    azureFile: {
      accountName: storage.name
      accountKey: storage.listKeys().keys[0].value
      shareName: erasures.name
      accessMode: 'ReadWrite'
    }
  }
}

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: name
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  dependsOn: [mayRead]
  properties: {
    managedEnvironmentId: place.id
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        targetPort: 3978
        allowInsecure: false
      }
      secrets: [
        { name: 'data-keys', keyVaultUrl: keysSecret.properties.secretUri, identity: identity.id }
        { name: 'redis-url', keyVaultUrl: redisSecret.properties.secretUri, identity: identity.id }
      ]
    }
    template: {
      scale: { minReplicas: 1, maxReplicas: 1 }
      volumes: [
        { name: 'secrets', storageType: 'Secret' }
        { name: 'erasures', storageType: 'AzureFile', storageName: share.name }
      ]
      containers: [
        {
          name: 'bot'
          image: image
          resources: { cpu: json('0.5'), memory: '1Gi' }
          env: [
            { name: 'PUBLIC_URL', value: 'https://${name}.${place.properties.defaultDomain}' }
            { name: 'TEAMS_CLIENT_ID', value: identity.properties.clientId }
            { name: 'TEAMS_TENANT_ID', value: identity.properties.tenantId }
            { name: 'TEAMS_MANAGED_IDENTITY', value: identity.properties.clientId }
            { name: 'DATA_KEYS_FILE', value: '/run/secrets/data-keys' }
            { name: 'REDIS_URL_FILE', value: '/run/secrets/redis-url' }
            { name: 'ERASURES_DIR', value: '/app/data/erasures' }
            { name: 'ORGANISATION', value: organisation }
            { name: 'PRIVACY_CONTACT', value: privacyContact }
            { name: 'HOSTED_BY', value: hostedBy }
          ]
          volumeMounts: [
            { volumeName: 'secrets', mountPath: '/run/secrets' }
            { volumeName: 'erasures', mountPath: '/app/data' }
          ]
          probes: [
            { type: 'Liveness', httpGet: { path: '/healthz', port: 3978 }, periodSeconds: 10, failureThreshold: 6 }
            { type: 'Readiness', httpGet: { path: '/readyz', port: 3978 }, periodSeconds: 5, failureThreshold: 2 }
            { type: 'Startup', httpGet: { path: '/healthz', port: 3978 }, periodSeconds: 2, failureThreshold: 30 }
          ]
        }
      ]
    }
  }
}

output clientId string = identity.properties.clientId
output publicUrl string = 'https://${app.properties.configuration.ingress.fqdn}'
