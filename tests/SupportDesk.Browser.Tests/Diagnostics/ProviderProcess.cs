using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using SupportDesk.Loopback;
using SupportDesk.Provider;
using SupportDesk.Robokassa;

namespace SupportDesk.Browser.Tests.Diagnostics;

/// <summary>The simulated provider on a loopback port, and a buyer at it.</summary>
internal sealed class ProviderProcess : IAsyncDisposable
{
    private readonly string url = $"http://127.0.0.1:{FreePorts.Take()}";
    private readonly HttpClient http = new();
    private WebApplication? app;
    private string resultUrl = "";

    /// <summary>The one setting of the desk that points it here.</summary>
    public (string Key, string Value) Setting => ("Doctor:Provider", url);

    public SimulatedShop Shop { get; } = new();

    public async Task StartAsync(string result)
    {
        resultUrl = result;
        app = Simulator.Build(["--urls", url, "--resulturl", result, "--retryseconds", "0.2"]);
        await app.StartAsync();
    }

    /// <summary>Begins and pays an invoice.</summary>
    /// <param name="what">The button that is pressed.</param>
    /// <returns>What the provider's pages said.</returns>
    public async Task<string> PayAsync(string invId, string sum, string what = "pay")
    {
        var signature = SignatureHash.Compute(SignatureAlgorithm.Md5, $"{Shop.Login}:{sum}:{invId}:{Shop.Password1}:Shp_city=Тверь");
        var page = await http.GetStringAsync(
            new Uri(
                $"{url}/Merchant/Index.aspx?MerchantLogin={Shop.Login}"
                    + $"&OutSum={sum}&InvId={invId}"
                    + $"&Shp_city=%D0%A2%D0%B2%D0%B5%D1%80%D1%8C&SignatureValue={signature}"
            )
        );
        using var form = new FormUrlEncodedContent([new("InvId", invId), new("what", what)]);
        using var paid = await http.PostAsync(new Uri(url + "/pay"), form);
        return page + await paid.Content.ReadAsStringAsync();
    }

    /// <summary>Asks for a refund of a paid invoice, which then stands at a label.</summary>
    /// <returns>The request's id.</returns>
    public async Task<string> RefundAsync(string invId, string label)
    {
        using var form = new FormUrlEncodedContent([new("InvId", invId), new("label", label)]);
        using var asked = await http.PostAsync(new Uri(url + "/refund"), form);
        using var answer = JsonDocument.Parse(await asked.Content.ReadAsStringAsync());
        return answer.RootElement.GetProperty("requestId").GetString()!;
    }

    /// <summary>A notification that was signed with password #1.</summary>
    public async Task ForgeAsync(string invId)
    {
        using var form = new FormUrlEncodedContent([
            new("OutSum", "10.000000"),
            new("InvId", invId),
            new("SignatureValue", SignatureHash.Compute(SignatureAlgorithm.Md5, $"10.000000:{invId}:{Shop.Password1}")),
        ]);
        using var answer = await http.PostAsync(new Uri(resultUrl), form);
        Assert.Equal("bad sign", await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (app is not null)
            await app.DisposeAsync();
    }
}
