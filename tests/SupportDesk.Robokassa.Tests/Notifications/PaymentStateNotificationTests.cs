using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SupportDesk.Robokassa.Notifications;

namespace SupportDesk.Robokassa.Tests.Notifications;

public sealed class PaymentStateNotificationTests : IDisposable
{
    private const string Data = """{"data":{"shop":"demo","opKey":"A-1","invId":"5","paymentMethod":"BankCard","incSum":"10.00","state":"HOLD"}}""";
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    private readonly RSA key = RSA.Create(2048);
    private readonly RSA otherKey = RSA.Create(2048);
    private readonly X509Certificate2 old;
    private readonly X509Certificate2 current;

    public PaymentStateNotificationTests()
    {
        old = Certificate(otherKey, Now.AddYears(-2), Now.AddDays(-1));
        current = Certificate(key, Now.AddDays(-10), Now.AddYears(1));
    }

    public static TheoryData<string> Wrappings => ["{0}", "\"{0}\"", " {0}\n", "base64", "base64url"];

    [Theory]
    [MemberData(nameof(Wrappings))]
    public void Verify_SignedBody_IsReadInEveryWrapping(string wrapping)
    {
        var token = Token("""{"alg":"RS256","typ":"JWT"}""", Data, key);
        var body = wrapping switch
        {
            "base64" => Convert.ToBase64String(Encoding.ASCII.GetBytes(token)),
            "base64url" => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(token)),
            _ => wrapping.Replace("{0}", token, StringComparison.Ordinal),
        };
        Assert.Equal(JwsVerdict.Verified, PaymentStateNotification.Verify(body, [old, current], Now, out var notification));
        Assert.Equal(new PaymentStateNotification("demo", "A-1", "5", "BankCard", "10.00", "HOLD"), notification);
    }

    [Fact]
    public void Verify_ForgedBody_IsRefusedAndNotRead()
    {
        var good = Token("""{"alg":"RS256"}""", Data, key).Split('.');
        var forged = Encode(Data.Replace("10.00", "99.00", StringComparison.Ordinal));
        var hmac = $"{Encode("""{"alg":"HS256"}""")}.{good[1]}";
        foreach (var (body, verdict) in new (string, JwsVerdict)[]
        {
            ($"{good[0]}.{forged}.{good[2]}", JwsVerdict.WrongSignature),
            (Token("""{"alg":"RS256"}""", Data, otherKey), JwsVerdict.CertificateExpired),
            ($"{Encode("""{"alg":"none"}""")}.{good[1]}.", JwsVerdict.AlgorithmRefused),
            ($"{hmac}.{Base64Url.EncodeToString(HMACSHA256.HashData(current.GetPublicKey(), Encoding.ASCII.GetBytes(hmac)))}", JwsVerdict.AlgorithmRefused),
            ($"{Encode("""{"alg":"\ud800"}""")}.{good[1]}.{good[2]}", JwsVerdict.AlgorithmRefused),
            ($"{good[0]}.{good[1]}", JwsVerdict.Malformed),
            ("{\"shop\":\"demo\",\"state\":\"OK\"}", JwsVerdict.Malformed),
            ("", JwsVerdict.Malformed),
            (new string('a', PaymentStateNotification.MaxLength + 1), JwsVerdict.Malformed),
        })
        {
            Assert.Equal(verdict, PaymentStateNotification.Verify(body, [old, current], Now, out var notification));
            Assert.Null(notification);
        }
    }

    [Theory]
    [InlineData("PaymentStateNotification", -60, JwsVerdict.Verified)]
    [InlineData("PaymentStateNotification", 240, JwsVerdict.Verified)]
    [InlineData("PaymentStateNotification", 600, JwsVerdict.OutOfTime)]
    [InlineData("PaymentStateNotification", -8 * 24 * 3600, JwsVerdict.OutOfTime)]
    [InlineData("RefundNotification", -60, JwsVerdict.OtherType)]
    public void Verify_TypeAndAge_AreChecked(string type, int seconds, JwsVerdict verdict)
    {
        var at = Now.AddSeconds(seconds);
        foreach (var time in new[] { $"\"{at.ToUnixTimeSeconds()}\"", $"{at.ToUnixTimeMilliseconds()}", $"\"{at:O}\"" })
        {
            var named = $"\"type\":\"{type}\",\"version\":\"1.0.0\",\"timestamp\":{time}";
            Assert.Equal(verdict, Verify("{\"alg\":\"RS256\"}", "{\"header\":{" + named + "}," + Data[1..]));
            Assert.Equal(verdict, Verify("{\"alg\":\"RS256\"," + named + "}", Data));
        }

        JwsVerdict Verify(string header, string data) => PaymentStateNotification.Verify(Token(header, data, key), [old, current], Now, out _);
    }

    [Fact]
    public void Verify_RenewedWithTheSameKey_IsVerifiedByTheNewOne()
    {
        using var before = Certificate(key, Now.AddYears(-2), Now.AddDays(-1));
        Assert.Equal(JwsVerdict.Verified, PaymentStateNotification.Verify(Token("""{"alg":"RS256"}""", Data, key), [before, current], Now, out _));
    }

    public void Dispose()
    {
        old.Dispose();
        current.Dispose();
        key.Dispose();
        otherKey.Dispose();
    }

    private static X509Certificate2 Certificate(RSA key, DateTimeOffset from, DateTimeOffset until) =>
        new CertificateRequest("CN=Payments", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(from, until);

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    private static string Token(string header, string data, RSA key)
    {
        var text = $"{Encode(header)}.{Encode(data)}";
        return $"{text}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }
}
