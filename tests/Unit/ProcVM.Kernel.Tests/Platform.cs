// These tests exercise what a Linux host does, the portable fallback included.
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
