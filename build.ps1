<#
.SYNOPSIS
Builds, runs and tests ProcVM: the verbs of build.sh, for PowerShell.
.DESCRIPTION
build (default) · run FILE [ARGS] · test [PROJECT] · lint · generate · publish · bench [NAME] · conformance · fuzz · soak · boots · clean
#>
$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$tool = Join-Path $root 'artifacts/procvm/procvm'
if ($IsWindows -or $env:OS -eq 'Windows_NT') { $tool += '.exe' }
$stamp = Join-Path $root 'artifacts/procvm.stamp'
$env:DOTNET_NOLOGO = '1'
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:MSBUILDDISABLENODEREUSE = '1'
# The analyzers take longer than the compiler: lint runs them.
$withoutAnalyzers = @('-p:RunAnalyzers=false', '-p:EnforceCodeStyleInBuild=false')

function Stop-Build([string] $message) {
  [Console]::Error.WriteLine("build.ps1: $message")
  exit 1
}

function Invoke-Dotnet {
  & dotnet @args
  if ($LASTEXITCODE -ne 0) { Stop-Build "dotnet $($args[0]) failed" }
}

# True when anything that goes into the tool is newer than the tool.
function Test-Stale {
  if (-not (Test-Path $tool) -or -not (Test-Path $stamp)) { return $true }
  $built = (Get-Item $stamp).LastWriteTimeUtc
  $inputs = Get-ChildItem -Recurse -File (Join-Path $root 'src'), (Join-Path $root 'langs'), (Join-Path $root 'syscall-maps') |
    Where-Object { $_.FullName -notmatch '[\\/](samples|bin|obj)[\\/]' -and $_.Name -ne 'packages.lock.json' -and $_.Extension -ne '.md' }
  $inputs = @($inputs) + @(Get-Item (Join-Path $root 'Directory.*.props'), (Join-Path $root 'global.json'))
  return [bool]($inputs | Where-Object { $_.LastWriteTimeUtc -gt $built } | Select-Object -First 1)
}

function Build-Tool([switch] $Force) {
  if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
    Stop-Build 'the .NET 10 SDK is missing: https://dotnet.microsoft.com/download/dotnet/10.0'
  }

  if ($Force -or (Test-Stale)) {
    # Taken before the build: an edit during it leaves the tool stale.
    $started = [DateTime]::UtcNow
    Remove-Item $stamp -ErrorAction SilentlyContinue
    Invoke-Dotnet publish (Join-Path $root 'src/ProcVM.Cli/ProcVM.Cli.csproj') -c Release -o (Join-Path $root 'artifacts/procvm') --nologo -v:quiet @withoutAnalyzers
    Set-Content $stamp ''
    (Get-Item $stamp).LastWriteTimeUtc = $started
  }
}

function Invoke-Tests([string] $only) {
  Build-Tool
  Invoke-Dotnet build (Join-Path $root 'ProcVM.sln') -c Release --nologo -v:quiet @withoutAnalyzers
  $results = Join-Path $root 'artifacts/test-results'
  Remove-Item -Recurse -Force $results -ErrorAction SilentlyContinue
  $env:PROCVM_ROOT = $root
  $env:PROCVM_TOOL = $tool
  $passed = 0
  $failed = 0
  foreach ($project in Get-ChildItem -Recurse (Join-Path $root 'tests') -Filter '*.Tests.csproj' | Sort-Object FullName) {
    $name = $project.BaseName
    if ($only -and $name -notlike "*$only*") { continue }
    & dotnet test $project.FullName -c Release --no-build --nologo -v:quiet --results-directory $results `
      --logger "trx;LogFileName=$name.trx" --logger 'console;verbosity=minimal' --blame-hang-timeout 15m --blame-hang-dump-type none
    $status = $LASTEXITCODE
    $file = Join-Path $results "$name.trx"
    $f = 0
    if (Test-Path $file) {
      $counters = ([xml](Get-Content $file -Raw)).TestRun.ResultSummary.Counters
      $passed += [int]$counters.passed
      $f = [int]$counters.failed
    }
    if ($status -ne 0 -and $f -eq 0) { $f = 1 }
    $failed += $f
  }
  Write-Output "$passed passed, $failed failed"
  if ($failed -gt 0 -or $passed -eq 0) { exit 1 }
}

function Invoke-LongSuite([string] $project, [string] $variable, [string] $value) {
  $path = Join-Path $root $project
  if (-not (Test-Path $path)) { Stop-Build 'not in this version' }
  Build-Tool
  $env:PROCVM_ROOT = $root
  $env:PROCVM_TOOL = $tool
  Set-Item "env:$variable" $value
  Invoke-Dotnet test $path -c Release --nologo -v:quiet --logger 'console;verbosity=normal'
}

$verb = if ($args.Count -gt 0) { $args[0] } else { 'build' }
$rest = @($args | Select-Object -Skip 1)
switch ($verb) {
  'build' { Build-Tool }
  'run' {
    if ($rest.Count -eq 0) { Stop-Build 'run what? try: ./build.ps1 run langs/pascal/samples/hello.pas' }
    Build-Tool
    & $tool @rest
    exit $LASTEXITCODE
  }
  'test' { Invoke-Tests ($rest | Select-Object -First 1) }
  'lint' {
    Invoke-Dotnet build (Join-Path $root 'ProcVM.sln') -c Release --no-incremental --nologo -v:quiet
    Invoke-Dotnet format (Join-Path $root 'ProcVM.sln') whitespace --verify-no-changes --no-restore
    Invoke-Dotnet format (Join-Path $root 'ProcVM.sln') style --severity warn --verify-no-changes --no-restore
  }
  'generate' { Build-Tool -Force }
  'publish' {
    Build-Tool -Force
    $version = (& $tool version | Select-Object -First 1) -replace '^procvm ', ''
    $package = Join-Path $root "artifacts/procvm-$version.zip"
    Compress-Archive -Force (Join-Path $root 'artifacts/procvm') $package
    Write-Output $package
  }
  'bench' {
    if (-not (Get-Command bash -ErrorAction SilentlyContinue)) { Stop-Build 'the benchmarks compare with Linux tools and need bash' }
    & bash (Join-Path $root 'build.sh') bench @rest
    exit $LASTEXITCODE
  }
  'conformance' {
    Build-Tool
    Invoke-Dotnet test (Join-Path $root 'tests/Langs/ProcVM.Pascal.Tests/ProcVM.Pascal.Tests.csproj') -c Release --nologo -v:quiet --filter 'FullyQualifiedName~ConformanceTests' --logger 'console;verbosity=normal'
  }
  'fuzz' {
    Invoke-Dotnet run --project (Join-Path $root 'tests/Fuzz/ProcVM.Fuzz.csproj') -c Release -- modules ($(if ($rest.Count) { $rest[0] } else { '1000000' }))
  }
  'soak' { Invoke-LongSuite 'tests/Soak/ProcVM.Soak.Tests.csproj' 'PROCVM_SOAK' ($(if ($rest.Count) { $rest[0] } else { '3600' })) }
  'boots' { Stop-Build 'not in this version' }
  'clean' { Remove-Item -Recurse -Force (Join-Path $root 'artifacts'), (Join-Path $root '.cache') -ErrorAction SilentlyContinue }
  { $_ -in 'help', '-h', '--help' } { Get-Help $PSCommandPath }
  default { Stop-Build "no verb '$verb'; try: ./build.ps1 help" }
}
