[
<#list dependencyMap?filter(one -> one.key.groupId != "bankapi") as one>
  {"group": "${one.key.groupId?json_string}", "name": "${one.key.artifactId?json_string}", "version": "${one.key.version?json_string}", "licences": [<#list one.value as licence>"${licence?json_string}"<#sep>, </#list>]}<#sep>,</#sep>
</#list>
]
