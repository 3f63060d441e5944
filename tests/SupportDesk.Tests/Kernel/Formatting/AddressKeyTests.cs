using FsCheck;
using FsCheck.Fluent;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Tests.Kernel.Formatting;

public sealed class AddressKeyTests
{
    [Theory]
    [InlineData("anna@buyer.example", "anna@buyer.example")]
    [InlineData(" Anna@Buyer.Example. ", "anna@buyer.example")]
    [InlineData("anna+shop+1@buyer.example", "anna@buyer.example")]
    [InlineData("+anna@buyer.example", "+anna@buyer.example")]
    [InlineData("a.n.n.a+1@GoogleMail.com", "anna@gmail.com")]
    [InlineData("a.nna@buyer.example", "a.nna@buyer.example")]
    [InlineData("анна@пример.рф", "анна@xn--e1afmkfd.xn--p1ai")]
    [InlineData("anna@buyer.example .", "anna@buyer.example")]
    [InlineData("anna@buyer.example。", "anna@buyer.example")]
    [InlineData(". anna@gmail.com", "anna@gmail.com")]
    [InlineData("no address", "no address")]
    [InlineData("", "")]
    public void Of_Spelling_IsOneForAMailbox(string address, string key) => Assert.Equal(key, AddressKey.Of(address));

    [Fact]
    public void Of_Anything_IsTheSameTwice() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1_000).WithReplay(20261127, 7),
            Prop.ForAll<NonNull<string>, NonNull<string>>(
                (local, domain) =>
                {
                    var key = AddressKey.Of(local.Get + "@" + domain.Get);
                    return AddressKey.Of(key) == key;
                }
            )
        );
}
