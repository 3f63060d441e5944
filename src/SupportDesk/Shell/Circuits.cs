using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.SignalR;

namespace SupportDesk.Shell;

/// <summary>The lines between open pages and this server.</summary>
internal static class Circuits
{
    /// <summary>What a paused page brings back comes in one message: long replies in Cyrillic need room.</summary>
    private const int LargestMessage = 4 << 20;

    public static void AddDeskCircuits(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub =>
        {
            hub.MaximumReceiveMessageSize = LargestMessage;
            hub.AddFilter<PauseWatch>();
        });
        services.AddSingleton<OpenPages>();
        services.AddSingleton<PauseWatch>();
        services.AddSingleton(typeof(HubLifetimeManager<>), typeof(PageConnections<>));
        services.AddScoped<PageLine>();
        services.AddScoped<CircuitHandler>(provider => provider.GetRequiredService<PageLine>());
    }
}
