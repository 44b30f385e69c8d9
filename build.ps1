<#
.SYNOPSIS
Builds, runs and tests ProcVM: the verbs of build.sh, for PowerShell.
.DESCRIPTION
build                 build Release and leave artifacts/procvm/procvm (the default)
run FILE [ARGS]       build when stale, then run a program
test [PROJECT]        build, and run every test (or those of one test project)
lint                  check format, analyzers and this script
generate              write everything generated anew: the tables of the host calls and src/ProcVM.Module/OPCODES.md
publish               pack the tool as artifacts/procvm-VERSION-RID.zip
bench [NAME]          measure (needs bash: the benchmarks compare with Linux tools)
conformance           the language conformance corpus, as a table
fuzz [MODULES [SOURCES [SEED]]]
                      mutated modules and sources, and programs in every tier, long
fuzz modules|sources|tiers [COUNT [SEED]]
                      one of them
soak [MINUTES [SEED]] eight instances at a time in one process, in all tiers, over and over, watching memory (default 30)
boots                 operating systems (not in this version)
clean                 remove artifacts and the cache
#>
$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$onWindows = $env:OS -eq 'Windows_NT'
$tool = Join-Path $root 'artifacts/procvm/procvm'
if ($onWindows) { $tool = "$tool.exe" }
$stamp = Join-Path $root 'artifacts/procvm.stamp'
$solution = Join-Path $root 'ProcVM.sln'
$env:DOTNET_NOLOGO = '1'
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:DOTNET_SKIP_FIRST_TIME_EXPERIENCE = '1'
$env:MSBUILDDISABLENODEREUSE = '1'
# The analyzers take longer than the compiler: lint runs them.
$withoutAnalyzers = @('-p:RunAnalyzers=false', '-p:EnforceCodeStyleInBuild=false')

function Stop-Build([string] $message) {
  [Console]::Error.WriteLine("build.ps1: $message")
  exit 1
}

# Runs dotnet with its output kept back, unless it fails.
function Invoke-Quietly([string[]] $arguments) {
  $log = & dotnet $arguments 2>&1
  if ($LASTEXITCODE -ne 0) {
    $log | Out-String -Stream | Where-Object { $_ -match 'error|warning' } | Sort-Object -Unique | Select-Object -First 50 |
      ForEach-Object { [Console]::Error.WriteLine($_) }
    Stop-Build "dotnet $($arguments[0]) failed"
  }
}

# True when anything that goes into the tool is newer than the tool.
function Test-Stale {
  if (-not (Test-Path $tool) -or -not (Test-Path $stamp)) { return $true }
  $built = (Get-Item $stamp).LastWriteTimeUtc
  $folders = @('src', 'langs', 'syscall-maps') | ForEach-Object { Join-Path $root $_ }
  $inputs = @(Get-ChildItem -Recurse -File $folders | Where-Object {
    $_.FullName -notmatch '[\\/](samples|bin|obj)[\\/]' -and $_.Name -ne 'packages.lock.json' -and $_.Extension -ne '.md'
  })
  $inputs += @(Get-Item (Join-Path $root 'Directory.*.props'), (Join-Path $root 'global.json'))
  return [bool]($inputs | Where-Object { $_.LastWriteTimeUtc -gt $built } | Select-Object -First 1)
}

function Assert-Sdk {
  if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
    Stop-Build 'the .NET 10 SDK is missing: https://dotnet.microsoft.com/download/dotnet/10.0'
  }
}

function Build-Tool([switch] $Force) {
  Assert-Sdk
  if ($Force -or (Test-Stale)) {
    # Taken before the build: an edit during it leaves the tool stale.
    $started = [DateTime]::UtcNow
    Remove-Item $stamp -ErrorAction SilentlyContinue
    $project = Join-Path $root 'src/ProcVM.Cli/ProcVM.Cli.csproj'
    Invoke-Quietly (@('publish', $project, '-c', 'Release', '-o', (Split-Path $tool), '--nologo', '-v:quiet') + $withoutAnalyzers)
    Set-Content $stamp ''
    (Get-Item $stamp).LastWriteTimeUtc = $started
  }
}

function Build-Project([string] $project) {
  Assert-Sdk
  Invoke-Quietly (@('build', (Join-Path $root $project), '-c', 'Release', '--nologo', '-v:quiet') + $withoutAnalyzers)
}

function Set-TestEnvironment {
  $env:PROCVM_TOOL = $tool
}

# The tools that tests compare with; tests that miss theirs are skipped and counted as that.
function Show-MissingTools {
  $missing = @('fpc', 'wat2wasm', 'node' | Where-Object { -not (Get-Command $_ -ErrorAction SilentlyContinue) })
  if ($missing.Count -gt 0) {
    [Console]::Error.WriteLine("build.ps1: without $($missing -join ', '): tests that compare with them are skipped")
  }
}

# Prints one line for each test project, what was skipped and why and, last, the sums.
function Invoke-Tests([string] $only) {
  Build-Tool
  Show-MissingTools
  Build-Project 'ProcVM.sln'
  $results = Join-Path $root 'artifacts/test-results'
  Remove-Item -Recurse -Force $results -ErrorAction SilentlyContinue
  Set-TestEnvironment
  $passed = 0
  $failed = 0
  $reasons = @()
  foreach ($project in (Get-ChildItem -Recurse (Join-Path $root 'tests') -Filter '*.Tests.csproj' | Sort-Object FullName)) {
    $name = $project.BaseName
    if ($only -and $name -notlike "*$only*") { continue }
    $arguments = @(
      'test', $project.FullName, '-c', 'Release', '--no-build', '--nologo', '-v:quiet', '--results-directory', $results,
      '--logger', "trx;LogFileName=$name.trx", '--logger', 'console;verbosity=minimal',
      '--blame-hang-timeout', '15m', '--blame-hang-dump-type', 'none')
    & dotnet $arguments | Where-Object { $_ -notmatch '^(Test run for |A total of |Data collector |Results File: |$)' } | Out-Host
    $status = $LASTEXITCODE
    $file = Join-Path $results "$name.trx"
    $failedHere = 0
    if (Test-Path $file) {
      $run = ([xml](Get-Content $file -Raw)).TestRun
      $passed += [int]$run.ResultSummary.Counters.passed
      $failedHere = [int]$run.ResultSummary.Counters.failed
      $reasons += @($run.Results.UnitTestResult | Where-Object { $_.outcome -eq 'NotExecuted' } | ForEach-Object {
        if ($_.Output.StdOut) { $_.Output.StdOut } else { $_.Output.ErrorInfo.Message }
      })
    }
    # The test host itself died.
    if ($status -ne 0 -and $failedHere -eq 0) { $failedHere = 1 }
    $failed += $failedHere
  }
  foreach ($group in ($reasons | Group-Object)) { Write-Output "skipped $($group.Count): $($group.Name)" }
  Write-Output "$passed passed, $failed failed"
  if ($failed -gt 0 -or $passed -eq 0) { exit 1 }
}

function Test-Style {
  $errors = $null
  [void][System.Management.Automation.Language.Parser]::ParseFile($PSCommandPath, [ref]$null, [ref]$errors)
  if ($errors) { Stop-Build ($errors | Out-String) }
  Assert-Sdk
  Invoke-Quietly @('build', $solution, '-c', 'Release', '--no-incremental', '--nologo', '-v:quiet')
  & dotnet format $solution whitespace --verify-no-changes --no-restore
  if ($LASTEXITCODE -ne 0) { Stop-Build 'run: dotnet format whitespace' }
  & dotnet format $solution style --severity warn --verify-no-changes --no-restore
  if ($LASTEXITCODE -ne 0) { Stop-Build 'run: dotnet format style' }
  Write-Output 'lint: clean'
}

# Tables of host calls are written by the build, from syscall-maps, whenever a map is newer; here they are written in any case.
function Write-Generated {
  Get-ChildItem -Recurse (Join-Path $root 'artifacts/obj') -Filter 'Pvm*.g.cs' -ErrorAction SilentlyContinue | Remove-Item
  Build-Tool -Force
  $env:PROCVM_GENERATE = '1'
  $project = Join-Path $root 'tests/Unit/ProcVM.Module.Tests/ProcVM.Module.Tests.csproj'
  Invoke-Quietly (@('test', $project, '-c', 'Release', '--nologo', '-v:quiet', '--filter', 'FullyQualifiedName~OpcodeReferenceTests') + $withoutAnalyzers)
}

function Write-Package {
  Build-Tool -Force
  $version = (& $tool version | Select-Object -First 1) -replace '^procvm ', ''
  $rid = [System.Runtime.InteropServices.RuntimeInformation]::RuntimeIdentifier
  $package = Join-Path $root "artifacts/procvm-$version-$rid.zip"
  $files = Get-ChildItem (Split-Path $tool) | Where-Object { $_.Extension -ne '.pdb' }
  Compress-Archive -Force -Path $files.FullName -DestinationPath $package
  Write-Output $package
}

function Invoke-Fuzz([string[]] $counts) {
  Build-Project 'tests/Fuzz/ProcVM.Fuzz.csproj'
  Set-TestEnvironment
  $fuzzer = Join-Path $root 'artifacts/bin/ProcVM.Fuzz/release/ProcVM.Fuzz.dll'
  $usual = [ordered]@{ modules = '1000000'; sources = '200000'; tiers = '100000' }
  $runs = [ordered]@{}
  if ($counts.Count -gt 0 -and $usual.Contains($counts[0])) {
    $runs[$counts[0]] = if ($counts.Count -gt 1) { $counts[1] } else { $usual[$counts[0]] }
  } else {
    $runs['modules'] = if ($counts.Count -gt 0) { $counts[0] } else { $usual['modules'] }
    $runs['sources'] = if ($counts.Count -gt 1) { $counts[1] } else { $usual['sources'] }
    $runs['tiers'] = $usual['tiers']
  }
  $seed = if ($counts.Count -gt 2) { $counts[2] } else { '1' }
  $status = 0
  foreach ($kind in $runs.Keys) {
    & dotnet $fuzzer $kind $runs[$kind] $seed
    if ($LASTEXITCODE -ne 0) { $status = 1 }
  }
  exit $status
}

function Invoke-Soak([string] $minutes, [string] $seed) {
  Build-Project 'tests/Soak/ProcVM.Soak.csproj'
  Set-TestEnvironment
  & dotnet (Join-Path $root 'artifacts/bin/ProcVM.Soak/release/ProcVM.Soak.dll') $minutes $seed
  exit $LASTEXITCODE
}

$verb = if ($args.Count -gt 0) { $args[0] } else { 'build' }
$rest = @($args | Select-Object -Skip 1)
switch ($verb) {
  'build' { Build-Tool }
  'run' {
    if ($rest.Count -eq 0) { Stop-Build 'run what? try: ./build.ps1 run langs/pascal/samples/hello.pas' }
    if (Test-Stale) { Build-Tool }
    & $tool $rest
    exit $LASTEXITCODE
  }
  'test' { Invoke-Tests ($rest | Select-Object -First 1) }
  'lint' { Test-Style }
  'generate' { Write-Generated }
  'publish' { Write-Package }
  'bench' {
    if (-not (Get-Command bash -ErrorAction SilentlyContinue)) { Stop-Build 'the benchmarks compare with Linux tools and need bash' }
    & bash (Join-Path $root 'build.sh') bench $rest
    exit $LASTEXITCODE
  }
  'conformance' {
    Build-Tool
    Show-MissingTools
    Set-TestEnvironment
    $project = Join-Path $root 'tests/Langs/ProcVM.Pascal.Tests/ProcVM.Pascal.Tests.csproj'
    & dotnet test $project -c Release --nologo -v:quiet --filter 'FullyQualifiedName~ConformanceTests' --logger 'console;verbosity=normal'
    exit $LASTEXITCODE
  }
  'fuzz' { Invoke-Fuzz $rest }
  'soak' {
    $minutes = if ($rest.Count -gt 0) { $rest[0] } else { '30' }
    $seed = if ($rest.Count -gt 1) { $rest[1] } else { '1' }
    Invoke-Soak $minutes $seed
  }
  'boots' { Stop-Build 'not in this version' }
  'clean' { Remove-Item -Recurse -Force (Join-Path $root 'artifacts'), (Join-Path $root '.cache') -ErrorAction SilentlyContinue }
  { $_ -in 'help', '-h', '--help' } { (Get-Help $PSCommandPath).description.Text }
  default { Stop-Build "no verb '$verb'; try: ./build.ps1 help" }
}
