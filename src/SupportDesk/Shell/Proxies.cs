using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using SupportDesk.Kernel;
using IPNetwork = System.Net.IPNetwork;

namespace SupportDesk.Shell;

/// <summary>
/// Behind a reverse proxy every visitor seems to come from one address; the proxy's headers name the real one. They are
/// believed from this machine and from <c>Proxy:Known</c> (addresses or networks), from nobody else (T-67).
/// </summary>
internal static class Proxies
{
    public static void Trust(ForwardedHeadersOptions options, IConfiguration configuration)
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        foreach (var known in configuration.GetSection("Proxy:Known").Get<string[]>() ?? [])
        {
            if (IPAddress.TryParse(known, out var address))
                options.KnownProxies.Add(address);
            else if (IPNetwork.TryParse(known, out var network))
                options.KnownIPNetworks.Add(network);
            else
                throw new ConfigurationException($"Proxy:Known: '{known}' is neither an address nor a network such as 10.0.0.0/8.");
        }
    }
}
