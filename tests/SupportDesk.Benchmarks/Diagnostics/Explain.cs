using SupportDesk.Robokassa;
using SupportDesk.Robokassa.Explaining;

namespace SupportDesk.Benchmarks.Diagnostics;

/// <summary>A signature that nothing explains, so that every usual mistake and every pair and triple of them is tried.</summary>
internal sealed class Explain : Scenario
{
    // One is over before the compiler has seen what is hot in it.
    private const int Times = 20;

    private static readonly SignatureQuestion Question = new()
    {
        Kind = SignedKind.Payment,
        Fields =
        [
            new("MerchantLogin", "lavka-tmin"),
            new("OutSum", "2480.00"),
            new("InvId", "12345"),
            new("Description", "Чай и травы"),
            new("Email", "anna@buyer.example"),
            new("Receipt", "%7B%22items%22%3A%5B%5D%7D"),
            new("SuccessUrl2", "https://shop.example/ok?a=1"),
            new("SuccessUrl2Method", "GET"),
            new("Shp_city", "Тверь"),
            new("Shp_order", "A-77"),
            new("Shp_user", "5"),
            new("SignatureValue", new string('0', 32)),
        ],
        Passwords = new ShopPasswords("live-password-1", "live-password-2", "test-password-1", "test-password-2"),
    };

    public override string Name => "explain";

    public override IEnumerable<Result> Run(bool quick)
    {
        var tried = SignatureExplainer.Explain(Question).Tried;
        const string text =
            "lavka-tmin:2480.00:12345:%7B%22items%22%3A%5B%5D%7D:https://shop.example/ok?a=1:GET:live-password-1:Shp_city=Тверь:Shp_order=A-77:Shp_user=5";
        var series = Rounds.Run(
            quick ? 3 : 11,
            () =>
            {
                for (var i = 0; i < Times; i++)
                    SignatureExplainer.Explain(Question);
            },
            () =>
            {
                for (var i = 0; i < Times * tried; i++)
                    SignatureHash.Compute(SignatureAlgorithm.Md5, text);
            });
        yield return Compare(series[0], series[1], $"hashing alone, the same {tried} digests", Times * tried, "digests/s", scale: 1);
        yield return new Result(
            Name + ", whole",
            series[0].Median * 1000 / Times,
            "ms",
            50,
            "goal: at most",
            null,
            "",
            series[0].Best * 1000 / Times,
            Machine.Describe()
        );
    }
}
