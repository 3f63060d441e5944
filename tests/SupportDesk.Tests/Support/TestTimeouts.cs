using System.Runtime.CompilerServices;
using Bunit;

namespace SupportDesk.Tests.Support;

/// <summary>A page waits for the database behind it, and on a busy machine one second is too short for that.</summary>
internal static class TestTimeouts
{
    [ModuleInitializer]
    internal static void Extend() => BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(30);
}
